package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongAnnotationsTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 0.5 0.5 0.2 | must have a class and 4 numbers, or x and y of 3 corners or more (keypoints need kpt_shape in data.yaml); correct it",
        "1 320 240 64 48 | must have fractions of the image's sides, 0 to 1; pixels are none; correct it",
        "1 0.5 0.5 -0.2 0.2 | must have a width and a height of at least 0; correct it",
        "2 0.5 0.5 0.2 0.2 | must have the number of one of the 2 classes first; correct it",
        "cat 0.5 0.5 0.2 0.2 | must have numbers; correct it",
        "1 NaN 0.5 0.2 0.2 | must have finite numbers; correct it"
      })
  void wrongLinesOfYoloAreReported(String line, String end) {
    assertThat(
            AnnotatedImages.yoloText(AnnotatedImages.CLASSES)
                .read(line, new Size(4, 4), "a.txt")
                .faults())
        .containsExactly(
            "YOLO annotation \"a.txt\" has the line \"%s\" but %s".formatted(line, end));
  }

  @Test
  void wrongFilesAndRowsAreReported() {
    var unnamed = new AnnotatedFolderSink(root.resolve("out").toString(), AnnotationFormat.YOLO);
    assertThatThrownBy(() -> unnamed.write(AnnotatedImages.given()))
        .hasMessage(
            "Sink of form YOLO has no classes and the columns say none but must have their names in the order of their numbers; list them under classes");
    var sink =
        new AnnotatedFolderSink(
            root.resolve("out").toString(),
            AnnotationFormat.YOLO,
            List.of("dog"),
            BoxFormat.CORNERS);
    assertThatThrownBy(() -> sink.write(AnnotatedImages.given()))
        .hasStackTraceContaining(
            "Row \"a.png\" has an instance of class \"cat\" but must be one of the classes of the sink: dog; add it there");
    assertThat(root.resolve("out/_SUCCESS")).doesNotExist();
    assertThatThrownBy(() -> sink.write(AnnotatedImages.given().drop("boxes", "polygons")))
        .hasMessageContaining("must have boxes or polygons to be written as YOLO; rename yours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | is not valid XML (Content is not allowed in prolog.) but must be readable; fix or remove it",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><annotation>&e;</annotation> | is not valid XML (DOCTYPE is disallowed when the feature \"http://apache.org/xml/features/disallow-doctype-decl\" set to true.) but must be readable; fix or remove it",
        "<kml/> | is the XML of a kml but must be that of an annotation; correct it",
        "<annotation><object><name>n</name></object></annotation> | has an object without bndbox but must have it; add it or remove the object",
        "<annotation><object><bndbox/></object></annotation> | has an object without name but must have it; add it or remove the object",
        "<annotation><object><name>n</name><bndbox><xmin>one</xmin></bndbox></object></annotation> | has \"one\" as xmin but must be a number; correct it",
        "<annotation><object><name>n</name><bndbox><xmin>NaN</xmin></bndbox></object></annotation> | has \"NaN\" as xmin but must be a number; correct it",
        "<annotation><object><name>n</name><bndbox><xmin>9</xmin><ymin>1</ymin><xmax>3</xmax><ymax>2</ymax></bndbox></object></annotation> | has the object \"n\" from (9.0, 1.0) to (3.0, 2.0) but must have a name and no edge before its opposite; correct it"
      })
  void wrongFilesOfVocAreReported(String xml, String end) {
    assertThat(VocXml.read(xml.getBytes(StandardCharsets.UTF_8), "a.xml").faults())
        .containsExactly("VOC annotation \"a.xml\" " + end);
  }

  @Test
  void hostileXmlIsReported() {
    var deep = "<annotation>" + "<a>".repeat(200_000);
    assertThat(VocXml.read(deep.getBytes(StandardCharsets.UTF_8), "a.xml").faults())
        .singleElement()
        .asString()
        .contains("is not valid XML", "depth");
    byte[] noText = {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'};
    assertThat(VocXml.read(noText, "a.xml").faults())
        .singleElement()
        .asString()
        .contains("is not valid XML");
  }

  @ParameterizedTest
  @CsvSource({"'a\u0001', a\\u0001", "'\uffff', '\uffff'", "' cat', ' cat'", "'', ''"})
  void labelsThatVocCannotHoldAreReported(String label, String shown) {
    var box = new LabeledShape<>(Box.ofEdges(0, 0, 2, 2), label);
    var labels = new Labels(List.of(box), List.of(), List.of());
    assertThatThrownBy(() -> VocXml.write("a.png", new Size(4, 4), labels))
        .hasMessage(
            "VOC cannot hold \"%s\" but must be a text without control characters, and without white space at its ends; rename it"
                .formatted(shown));
  }

  private CocoFile coco(String images, String box) throws IOException {
    var folder = Files.createDirectories(root.resolve("images"));
    Files.write(folder.resolve("a.png"), AnnotatedImages.png(1));
    Files.write(folder.resolve("b.png"), AnnotatedImages.png(2));
    var file = root.resolve("instances_latest.json");
    Files.writeString(
        file,
        """
        {"images": [%s], "categories": [{"id": 1, "name": "cat"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [%s]}]}
        """
            .formatted(images, box));
    return new CocoFile(file.toString(), folder.toString());
  }

  @Test
  void wrongCocoFilesAreReported() throws IOException {
    var spark = LocalSpark.session();
    var one = "{\"id\": 1, \"file_name\": \"a.png\"}";
    var alike = coco(one + ", " + one.replace("a.png", "b.png"), "1, 1, 2, 2");
    assertThatThrownBy(() -> alike.read(spark).collectAsList())
        .hasStackTraceContaining(
            "COCO image \"b.png\" of \"instances_latest.json\" shares its id 1 with another but must have one of its own; renumber them");
    var nameless = "{\"file_name\": \"a.png\"}, {\"file_name\": \"b.png\"}";
    assertThatThrownBy(() -> coco(nameless, "1, 1, 2, 2").read(spark).collectAsList())
        .hasStackTraceContaining(
            "COCO image \"a.png\" of \"instances_latest.json\" has no id but must have one of its own; number it");
    var inside = coco(one, "1, 1, -2, 2");
    assertThatThrownBy(() -> inside.read(spark).collectAsList())
        .hasStackTraceContaining(
            "COCO annotation 1 of \"a.png\" in \"instances_latest.json\" has the bbox [1,1,-2,2] but must have left, top, width and height, the last two at least 0; correct it, or set handleInvalid to skip or keep");
    assertThat(coco(one, "1, 1, 2, 2").read(spark).collectAsList())
        .singleElement()
        .extracting(row -> row.getString(2))
        .isEqualTo("train");
  }

  @ParameterizedTest
  @CsvSource({
    "instances_train2017.json, train",
    "instances_val2017.json, val",
    "validation.json, val",
    "image_info_test-dev2017.json, test",
    "instances_latest.json, train",
    "pascal_trainval2007.json, train"
  })
  void theSplitOfACocoFileIsAWordOfItsName(String name, String split) {
    assertThat(CocoFile.split(new org.apache.hadoop.fs.Path("/a/" + name))).isEqualTo(split);
  }
}
