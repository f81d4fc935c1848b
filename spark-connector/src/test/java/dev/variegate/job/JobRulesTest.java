package dev.variegate.job;

import static dev.variegate.job.JobFiles.SHORT;
import static dev.variegate.job.JobFiles.assertRefused;
import static dev.variegate.job.JobFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.io.MaskFolder;
import dev.variegate.io.MaskFolderSink;
import dev.variegate.io.annotation.AnnotatedFolderSink;
import dev.variegate.io.annotation.AnnotationFormat;
import dev.variegate.io.annotation.CocoFile;
import dev.variegate.io.annotation.YoloFolder;
import dev.variegate.label.BoxFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which formats and labels go together. */
class JobRulesTest {

  private static final String COCO = "input={format: coco, path: images, annotations: a.json}";
  private static final String MASKS = "input={format: mask-folder, path: in}";

  @Test
  void formatsOfLabelsNameTheirColumnsThemselves() {
    var coco = read(SHORT, COCO, "output.format=coco", "labels={outside: drop}");
    assertThat(coco.input().source()).isEqualTo(new CocoFile("a.json", "images"));
    assertThat(coco.input().source().paths()).containsExactly("images", "a.json");
    assertThat(coco.labels().boxes()).contains("boxes");
    assertThat(coco.labels().polygons()).contains("polygons");
    assertThat(coco.labels().keypoints()).contains("keypoints");
    assertThat(coco.labels().outside()).contains("drop");
    assertThat(coco.output().sink())
        .isEqualTo(new AnnotatedFolderSink("out", AnnotationFormat.COCO));
    var masks = read(SHORT, MASKS, "output.format=mask-folder");
    assertThat(masks.input().source()).isEqualTo(new MaskFolder("in"));
    assertThat(masks.labels().masks()).containsExactly("mask");
    assertThat(masks.output().sink()).isEqualTo(new MaskFolderSink("out", "mask"));
  }

  @Test
  void whatIsLeftOutOrKeptTheJobCounts() {
    assertThat(read(SHORT, "input={format: yolo, path: in}").input().source())
        .isEqualTo(new YoloFolder("in", "error"));
    assertThat(
            read(SHORT, "input={format: yolo, path: in}", "handle-invalid=skip").input().source())
        .isEqualTo(new YoloFolder("in", "keep"));
  }

  @Test
  void boxesOfATableAreWrittenAsTheirFormatSays() {
    var spec =
        read(
            SHORT,
            "labels={boxes: boxes, box-format: yolo, box-shape: rotated}",
            "output={path: out, format: yolo-obb, classes: [a, b]}");
    assertThat(spec.output().sink())
        .isEqualTo(
            new AnnotatedFolderSink(
                "out", AnnotationFormat.YOLO_OBB, List.of("a", "b"), BoxFormat.YOLO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coco | image-folder | | output.format is \"image-folder\", which has a folder for each class, and the images of the input have no class of their own; write parquet, or the format of the input",
        "mask-folder | image-folder | | labels are given with output.format \"image-folder\", which has no place for them; write parquet",
        "mask-folder | coco | | output.format is \"coco\", which needs boxes or polygons, and labels.boxes and labels.polygons name none; name one, or write another format",
        "parquet | voc | | output.format is \"voc\", which needs boxes or polygons, and labels.boxes and labels.polygons name none; name one, or write another format",
        "voc | yolo | labels.masks=[mask] | output.format is \"yolo\", which has no place for labels.masks; write parquet",
        "parquet | coco | labels.boxes=instances | labels.boxes is \"instances\" but must be \"boxes\" where output.format is \"coco\", which takes columns by their names; rename the column, or write parquet",
        "parquet | mask-folder | | output.format is \"mask-folder\", which holds one mask for each image, and labels.masks names none; name one, or write parquet",
        "parquet | mask-folder | labels.masks=[a, b] | output.format is \"mask-folder\", which holds one mask for each image, and labels.masks names a, b; name one, or write parquet",
        "mask-folder | mask-folder | labels.boxes=boxes | output.format is \"mask-folder\", which has no place for labels.boxes; write parquet",
        "coco | coco | labels.box-format=coco | labels.box-format is \"coco\" but must be \"corners\" for this input.format, whose boxes are read as corners; remove it",
        "coco | coco | output.classes=[a] | output.classes is given with output.format \"coco\", only YOLO numbers classes by it; remove it",
        "coco | coco | handle-invalid=keep | handle-invalid is \"keep\" but must be \"error\" or \"skip\" where output.format is \"coco\", which has no place for a row without an image; write parquet"
      })
  void whatCannotGoTogetherIsRefused(String from, String to, String more, String message) {
    assertRefused(
        SHORT,
        message,
        "input.format=" + from,
        "output.format=" + to,
        more == null ? "seed=0" : more);
  }
}
