package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.Images;
import dev.variegate.label.BoxFormat;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.testing.DeepImages;
import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** 16-bit slices and nine bands from folder to folder. */
class DeepFoldersTest {

  private static final String POLICY =
      "name: test\nsteps: [{flip: {axis: vertical}}, {rotate: {degrees: [-9, 9]}}]";

  @TempDir Path root;

  private static String kind(Row row) {
    try (var image = new ImageCodec().decode(row.<byte[]>getAs("image"))) {
      return image.toString();
    }
  }

  private static byte[] scene(int number) {
    return DeepImages.encoded(DeepImages.scene(40, 30, number), "tiff");
  }

  @Test
  void copiesOfAnImageFolderLieBesideTheirSourcesAndAreReadAgain() {
    for (int i = 0; i < 2; i++) {
      Images.write(root.resolve("in/field/" + i + ".tif"), scene(i));
      Images.write(
          root.resolve("in/head/" + i + ".TIFF"), DeepImages.encoded(DeepImages.slice(i), "tiff"));
      Images.write(
          root.resolve("in/head/p" + i + ".png"), DeepImages.encoded(DeepImages.slice(i), "png"));
    }
    new ImageFolderSink(root.resolve("out").toString())
        .write(
            new ClassicAugmenter()
                .setPolicy(POLICY)
                .setKeyCol("key")
                .transform(folder("in").repartition(3)));
    var read = Images.collect(folder("out"));
    assertThat(read).hasSize(12);
    for (var row : read) {
      boolean field = row.getAs("label").equals("field");
      assertThat(kind(row)).isEqualTo(field ? "40x30 x 9 UINT16" : "96x96 x 1 UINT16");
      String key = row.getAs("key");
      assertThat(key).endsWith(field || !key.contains("/p") ? ".tiff" : ".png");
    }
  }

  private Dataset<Row> folder(String name) {
    return new ImageFolder(root.resolve(name).toString()).read(LocalSpark.session());
  }

  @ParameterizedTest
  @EnumSource(value = AnnotationFormat.class, mode = Mode.EXCLUDE, names = "YOLO_POSE")
  void annotatedFoldersHoldThem(AnnotationFormat form) {
    Row[] none = {};
    Row[] box = {RowFactory.create("river", 0, new double[] {3, 4, 23, 19})};
    Row[] polygon = {RowFactory.create("river", 0, new double[] {3, 4, 23, 4, 23, 19, 3, 19})};
    var given =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create("a.tif", scene(1), "train", box, polygon, none)),
                AnnotatedImages.SCHEMA);
    new AnnotatedFolderSink(
            root.resolve("out").toString(), form, List.of("river"), BoxFormat.CORNERS)
        .write(given);
    var files = Images.visible(root.resolve("out"));
    assertThat(files.keySet()).anyMatch(name -> name.endsWith(".tiff"));
    var read =
        switch (form) {
          case COCO ->
              new CocoFile(
                      root.resolve("out/annotations/instances_train.json").toString(),
                      root.resolve("out/images/train").toString())
                  .read(LocalSpark.session());
          case VOC -> new VocFolder(root.resolve("out").toString()).read(LocalSpark.session());
          default -> new YoloFolder(root.resolve("out").toString()).read(LocalSpark.session());
        };
    assertThat(read.first().<byte[]>getAs("image")).isEqualTo(scene(1));
  }
}
