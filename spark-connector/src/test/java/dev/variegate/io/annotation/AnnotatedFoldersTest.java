package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import dev.variegate.io.Images;
import dev.variegate.label.BoxFormat;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotatedFoldersTest {

  @TempDir Path root;

  private Path file(String name, String text) {
    Images.write(root.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return root.resolve(name);
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

  private List<Row> read(AnnotationFormat form, String split) {
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
      default ->
          sorted(new YoloFolder(path.toString()).read(spark).where("split = '" + split + "'"));
    };
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void whatIsWrittenIsReadAgain(AnnotationFormat form) {
    var sink =
        new AnnotatedFolderSink(
            root.resolve("out").toString(), form, AnnotatedImages.CLASSES, BoxFormat.CORNERS);
    sink.write(AnnotatedImages.given().repartition(3));
    assertThat(root.resolve("out/_SUCCESS")).exists();
    var train = read(form, "train");
    assertThat(train).hasSize(2);
    assertThat(train.get(0).<byte[]>getAs("image")).isEqualTo(AnnotatedImages.png(1));
    assertThat(train.get(0).getString(2)).isEqualTo("train");
    boolean polygons = form == AnnotationFormat.YOLO_SEGMENTATION;
    boolean coco = form == AnnotationFormat.COCO;
    var end = form == AnnotationFormat.YOLO_OBB ? " 0.0000; " : "; ";
    assertThat(shapes(train.get(0), "boxes"))
        .isEqualTo(
            polygons
                ? ""
                : "cat0 3.0000 4.0000 23.0000 19.0000"
                    + end
                    + "dog1 30.0000 0.0000 40.0000 30.0000"
                    + end);
    var cat = "cat0 3.0000 4.0000 23.0000 4.0000 23.0000 19.0000 3.0000 19.0000; ";
    var dog = "dog1 30.0000 0.0000 40.0000 0.0000 40.0000 30.0000 30.0000 30.0000; ";
    assertThat(shapes(train.get(0), "polygons")).isEqualTo(coco ? cat : polygons ? cat + dog : "");
    assertThat(shapes(train.get(0), "keypoints"))
        .isEqualTo(coco || form == AnnotationFormat.YOLO_POSE ? "nose0 10.5000 8.2500; " : "");
    assertThat(shapes(train.get(1), "boxes") + shapes(train.get(1), "polygons")).isEmpty();
    var val = read(form, "val");
    assertThat(val).hasSize(1);
    assertThat(shapes(val.get(0), polygons ? "polygons" : "boxes"))
        .startsWith("dog0 0.0000 0.0000 1.0000");
  }

  @Test
  void givenClassesNumberTheCategoriesOfCoco() throws IOException {
    var out = root.resolve("out");
    new AnnotatedFolderSink(
            out.toString(), AnnotationFormat.COCO, AnnotatedImages.CLASSES, BoxFormat.CORNERS)
        .write(AnnotatedImages.given());
    assertThat(Files.readString(out.resolve("annotations/instances_train.json")))
        .contains("{\"id\":1,\"name\":\"dog\"", "{\"id\":2,\"name\":\"cat\"");
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void partitionsChangeNoByteOfTheTree(AnnotationFormat form) throws IOException {
    for (int partitions : new int[] {1, 3}) {
      new AnnotatedFolderSink(
              root.resolve("p" + partitions).toString(),
              form,
              AnnotatedImages.CLASSES,
              BoxFormat.CORNERS)
          .write(AnnotatedImages.given().repartition(partitions));
    }
    assertThat(tree(root.resolve("p3")))
        .isEqualTo(tree(root.resolve("p1")))
        .hasSizeGreaterThan(5)
        .noneMatch(file -> file.matches(".*[.](json|txt|yaml)[.]crc .*"));
  }

  private static List<String> tree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
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
    Images.write(root.resolve("in/images/train/a.png"), AnnotatedImages.png(9));
    Images.write(root.resolve("in/images/train/b.png"), AnnotatedImages.png(8));
    file("in/labels/train/a.txt", "1 0.25 0.5 0.25 0.4\n");
    file("in/data.yaml", "names: [dog, cat]\n");
    var copies =
        new ClassicAugmenter()
            .setPolicy("{\"steps\": [\"flip\"]}")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .setPolygonsCol("polygons")
            .setKeypointsCol("keypoints")
            .transform(new YoloFolder(root.resolve("in").toString()).read(LocalSpark.session()));
    new AnnotatedFolderSink(root.resolve("out").toString(), AnnotationFormat.COCO).write(copies);
    var read = read(AnnotationFormat.COCO, "train");
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
    Images.write(root.resolve("images/000001.png"), AnnotatedImages.png(1));
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
            new CocoFile(json.toString(), root.resolve("images").toString())
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
    Images.write(root.resolve("JPEGImages/2008_000008.jpg"), Images.png(1));
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
}
