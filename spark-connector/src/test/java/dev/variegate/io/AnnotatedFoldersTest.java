package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.Sha256;
import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotatedFoldersTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final List<String> CLASSES = List.of("dog", "cat");

  @TempDir Path root;

  private static byte[] png(int grey) {
    var samples = new byte[WIDTH * HEIGHT];
    Arrays.fill(samples, (byte) grey);
    try (var image = Image.ofBytes(WIDTH, HEIGHT, 1, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  private Path file(String name, String text) {
    Pictures.write(root.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return root.resolve(name);
  }

  private static Row shape(String label, Integer object, double... numbers) {
    return RowFactory.create(label, object, numbers);
  }

  /** Two training pictures and one for tests; a cat with all, a dog with a box, and nothing. */
  private static Dataset<Row> given() {
    Object[] none = {new Row[0], new Row[0], new Row[0]};
    return LocalSpark.session()
        .createDataFrame(
            List.of(
                RowFactory.create(
                    "a.png",
                    png(1),
                    "train",
                    new Row[] {shape("cat", 0, 3, 4, 23, 19), shape("dog", 1, 30, 0, 40, 30)},
                    new Row[] {shape("cat", 0, 3, 4, 23, 4, 23, 19, 3, 19)},
                    new Row[] {shape("nose", 0, 10.5, 8.25)}),
                RowFactory.create("b.png", png(2), "train", none[0], none[1], none[2]),
                RowFactory.create(
                    "c.png",
                    png(3),
                    "val",
                    new Row[] {shape("dog", 0, 0, 0, 1, 1)},
                    none[1],
                    none[2])),
            AnnotatedSource.SCHEMA);
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    var all = new ArrayList<>(rows.collectAsList());
    all.sort(Comparator.comparing(row -> row.getString(0)));
    return all;
  }

  private static String shapes(Row row, String column) {
    var text = new StringBuilder();
    List<Row> shapes = row.getList(row.fieldIndex(column));
    for (var shape : shapes) {
      text.append(shape.getString(0)).append(shape.get(1));
      shape.<Double>getList(2).forEach(n -> text.append(" %.4f".formatted(n)));
      text.append("; ");
    }
    return text.toString();
  }

  private List<Row> read(AnnotationForm form, String split) {
    var spark = LocalSpark.session();
    var path = root.resolve("out");
    return switch (form) {
      case COCO ->
          sorted(
              new CocoFile(
                      path.resolve("annotations/instances_" + split + ".json").toString(),
                      path.resolve("images/" + split).toString())
                  .read(spark));
      case VOC ->
          sorted(new VocFolder(path.toString()).read(spark).where("split = '" + split + "'"));
      case YOLO, YOLO_OUTLINES ->
          sorted(new YoloFolder(path.toString()).read(spark).where("split = '" + split + "'"));
    };
  }

  @ParameterizedTest
  @EnumSource(AnnotationForm.class)
  void whatIsWrittenIsReadAgain(AnnotationForm form) {
    var sink =
        new AnnotatedFolderSink(root.resolve("out").toString(), form, CLASSES, BoxFormat.CORNERS);
    sink.write(given().repartition(3));
    assertThat(root.resolve("out/_SUCCESS")).exists();
    var train = read(form, "train");
    assertThat(train).hasSize(2);
    assertThat(train.get(0).<byte[]>getAs("image")).isEqualTo(png(1));
    assertThat(train.get(0).getString(2)).isEqualTo("train");
    boolean outlines = form == AnnotationForm.YOLO_OUTLINES;
    boolean coco = form == AnnotationForm.COCO;
    assertThat(shapes(train.get(0), "boxes"))
        .isEqualTo(
            outlines
                ? ""
                : "cat0 3.0000 4.0000 23.0000 19.0000; dog1 30.0000 0.0000 40.0000 30.0000; ");
    var cat = "cat0 3.0000 4.0000 23.0000 4.0000 23.0000 19.0000 3.0000 19.0000; ";
    var dog = "dog1 30.0000 0.0000 40.0000 0.0000 40.0000 30.0000 30.0000 30.0000; ";
    assertThat(shapes(train.get(0), "polygons")).isEqualTo(coco ? cat : outlines ? cat + dog : "");
    assertThat(shapes(train.get(0), "keypoints")).isEqualTo(coco ? "nose0 10.5000 8.2500; " : "");
    assertThat(shapes(train.get(1), "boxes") + shapes(train.get(1), "polygons")).isEmpty();
    var val = read(form, "val");
    assertThat(val).hasSize(1);
    assertThat(shapes(val.get(0), outlines ? "polygons" : "boxes"))
        .startsWith("dog0 0.0000 0.0000 1.0000");
  }

  @Test
  void givenClassesNumberTheCategoriesOfCoco() throws IOException {
    var out = root.resolve("out");
    new AnnotatedFolderSink(out.toString(), AnnotationForm.COCO, CLASSES, BoxFormat.CORNERS)
        .write(given());
    assertThat(Files.readString(out.resolve("annotations/instances_train.json")))
        .contains("{\"id\":1,\"name\":\"dog\"", "{\"id\":2,\"name\":\"cat\"");
  }

  @ParameterizedTest
  @EnumSource(AnnotationForm.class)
  void partitionsChangeNoByteOfTheTree(AnnotationForm form) throws IOException {
    for (int partitions : new int[] {1, 3}) {
      new AnnotatedFolderSink(
              root.resolve("p" + partitions).toString(), form, CLASSES, BoxFormat.CORNERS)
          .write(given().repartition(partitions));
    }
    assertThat(tree(root.resolve("p3"))).isEqualTo(tree(root.resolve("p1"))).hasSizeGreaterThan(5);
  }

  private static List<String> tree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .map(
              file -> {
                try {
                  var hash = Sha256.hex(Files.readAllBytes(file));
                  return folder.relativize(file) + " " + hash;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  @Test
  void copiesOfAYoloFolderAreWrittenAsCoco() {
    Pictures.write(root.resolve("in/images/train/a.png"), png(9));
    Pictures.write(root.resolve("in/images/train/b.png"), png(8));
    file("in/labels/train/a.txt", "1 0.25 0.5 0.25 0.4\n");
    file("in/data.yaml", "names: [dog, cat]\n");
    var copies =
        new ClassicAugmenter()
            .setPolicy("{\"steps\": [\"flip\"]}")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .transform(new YoloFolder(root.resolve("in").toString()).read(LocalSpark.session()));
    new AnnotatedFolderSink(root.resolve("out").toString(), AnnotationForm.COCO).write(copies);
    var read = read(AnnotationForm.COCO, "train");
    assertThat(read).hasSize(4);
    assertThat(read.stream().map(row -> shapes(row, "boxes")))
        .containsExactly(
            "cat0 5.0000 9.0000 15.0000 21.0000; ",
            "cat0 25.0000 9.0000 35.0000 21.0000; ",
            "",
            "");
  }

  @Test
  void cocosOwnFormIsRead() {
    Pictures.write(root.resolve("pictures/000001.png"), png(1));
    var json =
        file(
            "instances_val2017.json",
            """
            {"info": {"year": 2017}, "licenses": [],
             "images": [{"id": 7, "file_name": "000001.png", "width": 40, "height": 30, "license": 1},
                        {"id": 9, "file_name": "absent.png", "width": 4, "height": 3}],
             "annotations": [
               {"id": 1, "image_id": 7, "category_id": 18, "bbox": [1.5, 2, 10, 20], "area": 200, "iscrowd": 0,
                "segmentation": [[1.5, 2, 11.5, 2, 11.5, 22], [1.5, 2, 3, 3, 4, 9, 2, 9]],
                "keypoints": [5, 6, 2, 0, 0, 0, 7, 8, 1], "num_keypoints": 2},
               {"id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 0, 40, 30], "area": 9, "iscrowd": 1,
                "segmentation": {"counts": [3, 5], "size": [30, 40]}}],
             "categories": [{"id": 1, "name": "person"},
               {"id": 18, "name": "dog", "keypoints": ["nose", "tail", "paw"], "skeleton": [[1, 2]]}]}
            """);
    var rows =
        sorted(
            new CocoFile(json.toString(), root.resolve("pictures").toString())
                .read(LocalSpark.session()));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getString(2)).isEqualTo("val");
    assertThat(shapes(rows.get(0), "boxes"))
        .isEqualTo("dog0 1.5000 2.0000 11.5000 22.0000; person1 0.0000 0.0000 40.0000 30.0000; ");
    assertThat(shapes(rows.get(0), "polygons"))
        .hasLineCount(1)
        .contains("dog0 1.5000 2.0000 11.5000 2.0000 11.5000 22.0000; dog0 1.5");
    assertThat(shapes(rows.get(0), "keypoints"))
        .isEqualTo("nose0 5.0000 6.0000; paw0 7.0000 8.0000; ");
    assertThat(rows.get(1).isNullAt(1)).isTrue();
  }

  @Test
  void vocsOwnFormIsRead() {
    Pictures.write(root.resolve("JPEGImages/2008_000008.jpg"), Pictures.png(1));
    file(
        "Annotations/2008_000008.xml",
        """
        <annotation><folder>VOC2012</folder><filename>2008_000008.jpg</filename>
          <size><width>500</width><height>442</height><depth>3</depth></size>
          <object><name>horse</name><pose>Left</pose><truncated>0</truncated>
            <bndbox><xmin>53</xmin><ymin>87</ymin><xmax>471</xmax><ymax>420</ymax></bndbox>
            <difficult>0</difficult></object>
          <object><name>person</name>
            <part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
            <bndbox><xmax>289.5</xmax><xmin>158</xmin><ymax>167</ymax><ymin>44</ymin></bndbox></object>
        </annotation>
        """);
    var row = sorted(new VocFolder(root.toString()).read(LocalSpark.session())).get(0);
    assertThat(row.getString(0)).isEqualTo("2008_000008.jpg");
    assertThat(row.getString(2)).isEqualTo("train");
    assertThat(shapes(row, "boxes"))
        .isEqualTo(
            "horse0 52.0000 86.0000 471.0000 420.0000; person1 157.0000 43.0000 289.5000 167.0000; ");
  }

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
    assertThatThrownBy(() -> YoloText.read(line, CLASSES, new Size(4, 4), "a.txt"))
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
    assertThatThrownBy(() -> sink.write(given()))
        .hasStackTraceContaining(
            "Row \"a.png\" has a thing of class \"cat\", must be one of the classes of the sink: dog; add it there");
    assertThat(root.resolve("out/_SUCCESS")).doesNotExist();
    assertThatThrownBy(() -> sink.write(given().drop("boxes", "polygons")))
        .hasMessageContaining("must have boxes or polygons to be written as YOLO; rename yours");
  }

  private CocoFile coco(String images, String box) throws IOException {
    var folder = Files.createDirectories(root.resolve("pictures"));
    Files.write(folder.resolve("a.png"), png(1));
    Files.write(folder.resolve("b.png"), png(2));
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
