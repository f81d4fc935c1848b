package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
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
        "1 0.5 0.5 0.2 | must have a class and 4 numbers, or x and y of 3 corners or more; correct it",
        "2 0.5 0.5 0.2 0.2 | must have the number of one of the 2 classes first; correct it",
        "cat 0.5 0.5 0.2 0.2 | must have numbers; correct it",
        "1 NaN 0.5 0.2 0.2 | must have finite numbers; correct it"
      })
  void wrongLinesOfYoloAreTold(String line, String end) {
    assertThatThrownBy(
            () -> YoloText.read(line, AnnotatedPictures.CLASSES, new Size(4, 4), "a.txt"))
        .hasMessage("YOLO annotation \"a.txt\" has the line \"%s\", %s".formatted(line, end));
  }

  @Test
  void wrongFilesAndRowsAreTold() {
    assertThatThrownBy(() -> VocXml.read(new byte[] {'x'}, "a.xml"))
        .hasMessageStartingWith("VOC annotation \"a.xml\" is no XML");
    var entity =
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><annotation>&e;</annotation>";
    assertThatThrownBy(() -> VocXml.read(entity.getBytes(StandardCharsets.UTF_8), "a.xml"))
        .hasMessageContaining("DOCTYPE");
    assertThatThrownBy(
            () ->
                VocXml.read(
                    "<annotation><object><name>n</name></object></annotation>"
                        .getBytes(StandardCharsets.UTF_8),
                    "a.xml"))
        .hasMessage(
            "VOC annotation \"a.xml\" has a object without bndbox, must have it; add it or remove the object");
    assertThatThrownBy(() -> new AnnotatedFolderSink("x", AnnotationForm.YOLO))
        .hasMessageContaining("has no classes");
    var sink =
        new AnnotatedFolderSink(
            root.resolve("out").toString(), AnnotationForm.YOLO, List.of("dog"), BoxFormat.CORNERS);
    assertThatThrownBy(() -> sink.write(AnnotatedPictures.given()))
        .hasStackTraceContaining(
            "Row \"a.png\" has a thing of class \"cat\", must be one of the classes of the sink: dog; add it there");
    assertThat(root.resolve("out/_SUCCESS")).doesNotExist();
    assertThatThrownBy(() -> sink.write(AnnotatedPictures.given().drop("boxes", "polygons")))
        .hasMessageContaining("must have boxes or polygons to be written as YOLO; rename yours");
  }

  private CocoFile coco(String images, String box) throws IOException {
    var folder = Files.createDirectories(root.resolve("pictures"));
    Files.write(folder.resolve("a.png"), AnnotatedPictures.png(1));
    Files.write(folder.resolve("b.png"), AnnotatedPictures.png(2));
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
  void wrongCocoFilesAreTold() throws IOException {
    var spark = LocalSpark.session();
    var one = "{\"id\": 1, \"file_name\": \"a.png\"}";
    var alike = coco(one + ", " + one.replace("a.png", "b.png"), "1, 1, 2, 2");
    assertThatThrownBy(() -> alike.read(spark).collectAsList())
        .hasStackTraceContaining(
            "png\" shares its id 1 with another, must have one of its own; number them anew");
    var nameless = "{\"file_name\": \"a.png\"}, {\"file_name\": \"b.png\"}";
    assertThatThrownBy(() -> coco(nameless, "1, 1, 2, 2").read(spark).collectAsList())
        .hasStackTraceContaining("png\" has no id, must have one of its own; number it");
    var inside = coco(one, "1, 1, -2, 2");
    assertThatThrownBy(() -> inside.read(spark).collectAsList())
        .hasStackTraceContaining(
            "COCO annotation of \"a.png\" cannot be used: Box is -2.0 wide and 2.0 high");
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
