package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.codec.ImageCodec;
import dev.variegate.io.annotation.AnnotationFormat;
import dev.variegate.io.annotation.CocoFile;
import dev.variegate.io.annotation.VocFolder;
import dev.variegate.io.annotation.YoloFolder;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Sets of images with boxes through whole jobs. */
class DetectionJobTest extends JobRuns {

  private static final String FLIP = "methods: {classic: {policy: %s}}";

  private String flip() throws IOException {
    return FLIP.formatted(
        Files.writeString(folder.resolve("flip.yaml"), "steps: [{flip: {axis: horizontal}}]"));
  }

  @Test
  void aCocoSetIsBalancedByItsBoxesAndWrittenAsCoco() throws IOException {
    var set = AnnotatedSets.coco(folder.resolve("in"));
    settings = List.of("--set", "output.format=coco");
    assertThat(
            runOn(
                AnnotatedSets.cocoInput(set),
                flip(),
                "report: {path: %s}".formatted(folder.resolve("report"))))
        .as(errors())
        .isZero();
    assertThat(printed())
        .containsPattern("\\n\\(no class\\) +1 +3 +2 +2\\n")
        .containsPattern("\\nbike +1 +3 +2 +2\\n")
        .contains("5 images in, 9 out (4 classic new)");
    var json = json("images/annotations/instances_train.json");
    assertThat(json.path("categories").toString())
        .contains("\"id\":7,\"name\":\"car\"", "\"id\":3,\"name\":\"bike\"", "vehicle");
    assertThat(ids(json.path("images"))).contains(100, 101, 102, 103, 104).hasSize(9);
    requireFlipped(json);
    try (var sheet =
        new ImageCodec().decode(Files.readAllBytes(folder.resolve("report/contact-sheet.png")))) {
      assertThat(hasPolygons(sheet.toBytes())).isTrue();
    }
  }

  private static boolean hasPolygons(byte[] samples) {
    for (int i = 0; i < samples.length; i += 3) {
      if (samples[i] == 0 && samples[i + 1] == (byte) 255 && samples[i + 2] == (byte) 160) {
        return true;
      }
    }
    return false;
  }

  /** Each copy has the boxes of its source on the other side. */
  private void requireFlipped(JsonNode json) throws IOException {
    var boxes = new HashMap<Integer, List<String>>();
    json.path("annotations")
        .forEach(
            instance ->
                boxes
                    .computeIfAbsent(instance.path("image_id").asInt(), id -> new ArrayList<>())
                    .add(
                        "%s %s"
                            .formatted(
                                instance.path("category_id").asText(),
                                instance.path("bbox").get(0))));
    var copies = new ArrayList<List<String>>();
    for (var image : json.path("images")) {
      if (image.path("file_name").asText().contains("-1.")) {
        copies.add(boxes.getOrDefault(image.path("id").asInt(), List.of()));
      }
    }
    // 40 - (6 + 12) = 22 and 40 - (20 + 10) = 10
    assertThat(copies).contains(List.of("7 22.0", "3 10.0"), List.of());
  }

  @ParameterizedTest
  @EnumSource(
      value = AnnotationFormat.class,
      mode = Mode.EXCLUDE,
      names = {"YOLO_POSE"})
  void everyFormIsAnOutputOfYolo(AnnotationFormat form) throws IOException {
    var set = AnnotatedSets.yolo(folder.resolve("in"));
    settings = List.of("--set", "output.format=" + form.word());
    assertThat(runOn("input: {format: yolo, path: %s}".formatted(set), flip()))
        .as(errors())
        .isZero();
    var out = folder.resolve("images");
    assertThat(out.resolve("_SUCCESS")).exists();
    var source =
        switch (form) {
          case COCO ->
              new CocoFile(out + "/annotations/instances_train.json", out + "/images/train");
          case VOC -> new VocFolder(out.toString());
          default -> new YoloFolder(out.toString());
        };
    var rows = source.read(LocalSpark.session());
    assertThat(rows.count()).isEqualTo(9);
    var shapes = form == AnnotationFormat.YOLO_SEGMENTATION ? "polygons" : "boxes";
    assertThat(
            rows.selectExpr("explode(%s.label) as l".formatted(shapes))
                .groupBy("l")
                .count()
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[car,6]", "[bike,3]");
  }

  @Test
  void aVocSetGoesThroughAJob() throws IOException {
    AnnotatedSets.yolo(folder.resolve("yolo"));
    settings = List.of("--set", "output.format=voc", "--set", "output.path=" + folder + "/in");
    var input = "input: {format: yolo, path: %s}".formatted(folder.resolve("yolo"));
    assertThat(runOn(input, flip(), "plan: {copies: 1}")).as(errors()).isZero();
    settings = List.of("--set", "output.format=voc");
    assertThat(
            runOn(
                "input: {format: voc, path: %s, partitions: 3}".formatted(folder.resolve("in")),
                flip(),
                "plan: {copies: 1}"))
        .as(errors())
        .isZero();
    assertThat(new VocFolder(folder + "/images").read(LocalSpark.session()).count()).isEqualTo(20);
  }

  @Test
  void explainAndResumeWorkForBoxes() throws IOException {
    var set = AnnotatedSets.coco(folder.resolve("in"));
    settings = List.of("--set", "output.format=coco", "--explain");
    assertThat(runOn(AnnotatedSets.cocoInput(set), flip())).as(errors()).isZero();
    assertThat(printed()).contains("bike", "(no class)", "time: about ", "Nothing was run");
    assertThat(folder.resolve("images")).doesNotExist();
    settings = List.of("--set", "output.format=coco", "--set", "output.mode=resume");
    assertThat(runOn(AnnotatedSets.cocoInput(set), flip())).as(errors()).isZero();
    assertThat(runOn(AnnotatedSets.cocoInput(set), flip())).isZero();
    assertThat(printed()).contains("The output is complete already");
  }

  @Test
  void wrongAnnotationsAndAbsentImagesAreRefusedCountedAndKept() throws IOException {
    var set = AnnotatedSets.yolo(folder.resolve("in"));
    Files.writeString(set.resolve("labels/train/2.txt"), "0 0.5 0.5\n");
    var yolo = "input: {format: yolo, path: %s}".formatted(set);
    assertThat(runOn(yolo, flip())).isEqualTo(1);
    assertThat(errors())
        .contains("YOLO annotation \"train/2.png\" has the line")
        .endsWith("or set handle-invalid to skip or keep\n");
    Files.write(set.resolve("images/train/1.png"), new byte[] {1, 2});
    settings = List.of("--set", "output.format=yolo");
    assertThat(
            runOn(
                "input: {format: yolo, path: %s}".formatted(set),
                flip(),
                "handle-invalid: skip",
                "quarantine: " + folder.resolve("refused")))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("refused: 1: YOLO annotation");
    assertThat(table("refused").select("key", "error").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("train/1.png", "train/2.png");
    assertThat(new YoloFolder(folder + "/images").read(LocalSpark.session()).count()).isEqualTo(3);
    settings = List.of("--set", "output.format=parquet", "--set", "output.mode=overwrite");
    assertThat(
            runOn("input: {format: yolo, path: %s}".formatted(set), flip(), "handle-invalid: keep"))
        .as(errors())
        .isZero();
    assertThat(output().filter("error is not null").count()).isEqualTo(2);
    assertThat(output().columns()).doesNotContain("label").contains("boxes", "imageId", "error");
  }

  @Test
  void yoloNeedsNamesOfClasses() throws IOException {
    var set = AnnotatedSets.yolo(folder.resolve("in"));
    var yolo = "input: {format: yolo, path: %s}".formatted(set);
    settings = List.of("--set", "output.format=voc", "--set", "output.path=" + folder + "/voc");
    assertThat(runOn(yolo, flip())).as(errors()).isZero();
    settings = List.of("--set", "output.format=yolo");
    var voc = "input: {format: voc, path: %s}".formatted(folder.resolve("voc"));
    assertThat(runOn(voc, flip(), "plan: {copies: 1}")).isEqualTo(2);
    assertThat(errors())
        .contains(
            "output: Sink of form YOLO has no classes and the columns say none but must have their names in the order of their numbers; list them under classes");
    settings = List.of("--set", "output.format=yolo", "--set", "output.classes=[bike, car]");
    assertThat(runOn(voc, flip(), "plan: {copies: 1}")).as(errors()).isZero();
    assertThat(folder.resolve("images/data.yaml")).content().contains("\"0\": \"bike\"");
  }

  private JsonNode json(String file) throws IOException {
    return new JsonMapper().readTree(Files.readString(folder.resolve(file)));
  }

  private static List<Integer> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(tree -> tree.path("id").asInt())
        .toList();
  }
}
