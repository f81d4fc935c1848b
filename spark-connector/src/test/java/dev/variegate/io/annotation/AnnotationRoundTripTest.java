package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.io.Images;
import dev.variegate.label.BoxFormat;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are read and written again, as they are and with copies: images are 40 wide, 30 high.
 */
class AnnotationRoundTripTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String COCO =
      """
      {"info": {"year": 2017}, "licenses": [{"id": 1}],
       "images": [{"id": 391895, "file_name": "b.png", "width": 40, "height": 30},
                  {"id": "x7", "file_name": "a.png", "width": 40, "height": 30}],
       "annotations": [
        {"id": 900100184613, "image_id": 391895, "category_id": 90, "iscrowd": 1, "bbox": [2, 0, 5, 30], "area": 150,
         "segmentation": {"counts": [60, 150, 990], "size": [30, 40]}},
        {"id": 12, "image_id": "x7", "category_id": 18, "iscrowd": 0, "bbox": [1.5, 2, 10, 20], "area": 107,
         "segmentation": [[1.5, 2, 11.5, 2, 11.5, 22], [1.5, 2, 3, 3, 4, 9, 2, 9]],
         "keypoints": [5, 6, 2, 0, 0, 0, 7, 8, 1], "num_keypoints": 2, "attributes": {"difficult": 1, "tag": "ear 7"}},
        {"id": 11, "image_id": "x7", "category_id": 90, "iscrowd": 0, "bbox": [0, 0, 4, 4], "area": 15,
         "segmentation": {"counts": [0, 4, 26, 1, 2, 1, 26, 4, 26, 4, 1106], "size": [30, 40]}}],
       "categories": [{"id": 90, "name": "toothbrush", "supercategory": "indoor"},
         {"id": 18, "name": "dog", "supercategory": "animal", "keypoints": ["tail", "nose", "paw"], "skeleton": [[1, 2]]},
         {"id": 1, "name": "person", "supercategory": "person"}]}
      """;

  @TempDir Path root;

  private void file(String name, String text) {
    Images.write(root.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Dataset<Row> coco() {
    Images.write(root.resolve("in/a.png"), AnnotatedImages.png(1));
    Images.write(root.resolve("in/b.png"), AnnotatedImages.png(2));
    file("instances.json", COCO);
    return new CocoFile(root.resolve("instances.json").toString(), root.resolve("in").toString())
        .read(LocalSpark.session());
  }

  private static Dataset<Row> flipped(Dataset<Row> rows) {
    return new ClassicAugmenter()
        .setPolicy("steps: [{flip: {axis: horizontal}}]")
        .setKeyCol("key")
        .setBoxesCol("boxes")
        .setPolygonsCol("polygons")
        .setKeypointsCol("keypoints")
        .transform(rows);
  }

  private JsonNode written(Dataset<Row> rows) throws IOException {
    new AnnotatedFolderSink(root.resolve("out").toString(), AnnotationFormat.COCO).write(rows);
    return JSON.readTree(root.resolve("out/annotations/instances_train.json").toFile());
  }

  /** An annotation by its id, without its area, which is computed again. */
  private static JsonNode annotation(JsonNode file, String id) {
    for (var annotation : file.path("annotations")) {
      if (annotation.path("id").asText().equals(id)) {
        return ((ObjectNode) annotation.deepCopy()).without("area");
      }
    }
    throw new AssertionError(id + " is not in " + file.path("annotations"));
  }

  private static List<String> ids(JsonNode file, String list) {
    var ids = new ArrayList<String>();
    file.path(list).forEach(entry -> ids.add(entry.path("id").toString()));
    return ids;
  }

  @Test
  void cocoLosesNothing() throws IOException {
    var given = JSON.readTree(COCO);
    var written = written(coco().repartition(3));
    assertThat(ids(written, "images")).containsExactlyInAnyOrder("391895", "\"x7\"");
    assertThat(ids(written, "annotations")).containsExactlyInAnyOrder("900100184613", "12", "11");
    for (var id : List.of("900100184613", "12", "11")) {
      assertThat(numbers(annotation(written, id))).isEqualTo(numbers(annotation(given, id)));
    }
    assertThat(annotations(written).get("12").path("area").asDouble()).isEqualTo(111);
    assertThat(annotations(written).get("11").path("area").asDouble()).isEqualTo(14);
    assertThat(written.path("categories")).isEqualTo(given.path("categories"));
    assertThat(written.has("info")).isFalse();
  }

  private static Map<String, JsonNode> annotations(JsonNode file) {
    var all = new HashMap<String, JsonNode>();
    file.path("annotations").forEach(a -> all.put(a.path("id").asText(), a));
    return all;
  }

  /** A tree in which 4 and 4.0 are one. */
  private static String numbers(JsonNode tree) {
    var sorted = new TreeMap<String, String>();
    tree.properties()
        .forEach(
            f -> sorted.put(f.getKey(), f.getValue().toString().replaceAll("\\.0(?=\\D)", "")));
    return sorted.toString();
  }

  @Test
  void copiesOfCocoHaveIdsOfTheirOwnAndKeepWhatIsKnown() throws IOException {
    var written = written(flipped(coco()));
    var images = ids(written, "images");
    assertThat(images).hasSize(4).doesNotHaveDuplicates().contains("391895", "\"x7\"", "391896");
    var ids = ids(written, "annotations");
    assertThat(ids).hasSize(6).doesNotHaveDuplicates().contains("900100184613", "12", "11");
    var copies =
        annotations(written).values().stream()
            .filter(a -> a.path("id").asLong() > 900100184613L)
            .toList();
    assertThat(copies).hasSize(3);
    var crowd =
        copies.stream().filter(a -> a.path("iscrowd").asInt() == 1).findFirst().orElseThrow();
    assertThat(crowd.path("segmentation"))
        .hasToString("{\"counts\":[990,150,60],\"size\":[30,40]}");
    assertThat(crowd.path("bbox")).hasToString("[33.0,0.0,5.0,30.0]");
    assertThat(crowd.path("area").asDouble()).isEqualTo(150);
    var dog = copies.stream().filter(a -> a.has("attributes")).findFirst().orElseThrow();
    assertThat(dog.path("attributes")).hasToString("{\"difficult\":1,\"tag\":\"ear 7\"}");
    assertThat(dog.path("keypoints").toString()).contains("35.0,6.0,2", "33.0,8.0,1");
    assertThat(dog.path("segmentation")).hasSize(2);
    assertThat(images).contains(dog.path("image_id").toString());
    assertThat(written.path("categories")).isEqualTo(JSON.readTree(COCO).path("categories"));
  }

  private static final String VOC =
      """
      <annotation><object><name>horse</name><pose>%s</pose><truncated>0</truncated>
      <occluded>1</occluded><difficult>1</difficult><bndbox><xmin>%d</xmin><ymin>3</ymin><xmax>%d</xmax>
      <ymax>10</ymax></bndbox></object></annotation>
      """;

  private Dataset<Row> voc() {
    Images.write(root.resolve("voc/JPEGImages/a.png"), AnnotatedImages.png(1));
    file("voc/Annotations/a.xml", VOC.formatted("Left", 2, 9));
    return new VocFolder(root.resolve("voc").toString()).read(LocalSpark.session());
  }

  private List<String> objects() throws IOException {
    try (var files = Files.list(root.resolve("out/Annotations"))) {
      var objects = new ArrayList<String>();
      for (var file : files.sorted().toList()) {
        var text = Files.readString(file).replaceAll("\\s+", "");
        objects.add(text.substring(text.indexOf("<object>"), text.indexOf("</object>")));
      }
      return objects;
    }
  }

  @Test
  void vocLosesNothingAndPosesAreMirroredInCopies() throws IOException {
    new AnnotatedFolderSink(root.resolve("out").toString(), AnnotationFormat.VOC)
        .write(flipped(voc()));
    var given = VOC.replaceAll("\\s+", "");
    var object = given.substring(given.indexOf("<object>"), given.indexOf("</object>"));
    assertThat(objects())
        .containsExactly(object.formatted("Left", 2, 9), object.formatted("Right", 32, 39));
  }

  @Test
  void whatACropCutsOffIsTruncated() {
    var copy =
        new ClassicAugmenter()
            .setPolicy("steps: [{crop: {width: 36, height: 30, place: center}}]")
            .setKeepOriginals(false)
            .setBoxesCol("boxes")
            .setPolygonsCol("polygons")
            .setKeypointsCol("keypoints")
            .transform(voc());
    var known = copy.selectExpr("boxes[0].attributes['truncated']", "boxes[0].attributes['pose']");
    assertThat(known.first()).hasToString("[1,Left]");
  }

  @Test
  void posesOfYoloLoseNothing() throws IOException {
    Images.write(root.resolve("yolo/images/train/a.png"), AnnotatedImages.png(1));
    var line = "0 0.50000000 0.50000000 0.25000000 0.20000000 0.50000000 0.40000000%s -1 -1%s\n";
    for (int dimensions : new int[] {2, 3}) {
      var text =
          dimensions == 2
              ? line.formatted("", "")
              : line.formatted(" 1", " 0").replace("-1 -1", "0 0");
      file("yolo/labels/train/a.txt", text);
      file(
          "yolo/data.yaml",
          "kpt_shape: [2, %d]\nflip_idx: [1, 0]\nkpt_names: {0: [nose, ear]}\nnames: [cat]\n"
              .formatted(dimensions));
      var out = root.resolve("out" + dimensions);
      new AnnotatedFolderSink(
              out.toString(), AnnotationFormat.YOLO_POSE, List.of("cat"), BoxFormat.CORNERS)
          .write(new YoloFolder(root.resolve("yolo").toString()).read(LocalSpark.session()));
      assertThat(Files.readString(out.resolve("data.yaml")).replaceAll("[\\s\"-]+", " "))
          .contains(
              "kpt_shape: 2 %d flip_idx: 1 0 kpt_names: 0 : nose ear names:".formatted(dimensions));
      try (var files = Files.list(out.resolve("labels/train"))) {
        assertThat(Files.readString(files.findFirst().orElseThrow())).isEqualTo(text);
      }
    }
  }

  @Test
  void oldColumnsStayValid() throws IOException {
    var written = written(flipped(AnnotatedImages.given()));
    assertThat(ids(written, "annotations")).containsExactly("1", "2", "3", "4");
    assertThat(ids(written, "images")).containsExactly("1", "2", "3", "4");
  }
}
