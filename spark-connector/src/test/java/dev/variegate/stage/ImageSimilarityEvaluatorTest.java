package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ImageSimilarityEvaluatorTest {

  private static final StructType SCHEMA =
      new StructType().add("image", "binary").add("reference", "binary");

  private static Dataset<Row> table(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static Row grays(int level, int reference) {
    return RowFactory.create(Images.gray(16, level), Images.gray(16, reference));
  }

  /** Ten levels apart is 10 log10(255^2 / 100) = 28.1308 dB, twenty 22.1102. */
  @Test
  void theMeanOfClosedForms() {
    var table = table(List.of(grays(100, 110), grays(50, 70)));
    assertThat(new ImageSimilarityEvaluator().evaluate(table))
        .isCloseTo((28.130804 + 22.110204) / 2, offset(2e-6));
    double constant = 0.01 * 255 * 0.01 * 255;
    double first = (2 * 100 * 110 + constant) / (100 * 100 + 110 * 110 + constant);
    double second = (2 * 50 * 70 + constant) / (50 * 50 + 70 * 70 + constant);
    assertThat(new ImageSimilarityEvaluator().setMetricName("ssim").evaluate(table))
        .isCloseTo((first + second) / 2, offset(2e-6));
  }

  @Test
  void equalImages() {
    var table = table(List.of(grays(9, 9), grays(50, 70)));
    assertThat(new ImageSimilarityEvaluator().evaluate(table)).isInfinite();
    var same = table(List.of(grays(9, 9)));
    assertThat(new ImageSimilarityEvaluator().setMetricName("ssim").evaluate(same)).isEqualTo(1);
  }

  @Test
  void theSameBitsAtAnyPartitioning() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 30; i++) {
      try (var scene = Scenes.of(i, 32);
          var changed = Scenes.recompressed(scene, 30 + i)) {
        rows.add(RowFactory.create(Scenes.png(changed), Scenes.png(scene)));
      }
    }
    for (var metric : List.of("psnr", "ssim")) {
      var evaluator = new ImageSimilarityEvaluator().setMetricName(metric).setChannel("luma");
      double once = evaluator.evaluate(table(rows).repartition(1));
      for (int partitions : new int[] {3, 7}) {
        assertThat(evaluator.evaluate(table(rows).repartition(partitions))).isEqualTo(once);
      }
    }
  }

  @Test
  void whatCannotBeCompared() {
    var sizes = table(List.of(RowFactory.create(Images.gray(16, 1), Images.gray(8, 1))));
    assertThatThrownBy(() -> new ImageSimilarityEvaluator().evaluate(sizes))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("must have one size");
    var none = table(List.of(RowFactory.create(Images.text(), Images.gray(8, 1))));
    assertThatThrownBy(() -> new ImageSimilarityEvaluator().setHandleInvalid("skip").evaluate(none))
        .hasMessage(
            "Number of images that can be compared is 0 but must be at least 1; look at image and reference");
    assertThatThrownBy(() -> new ImageSimilarityEvaluator().setMetricName("mse"))
        .hasMessage("metricName is \"mse\"; known: psnr, ssim");
    assertThatThrownBy(() -> new ImageSimilarityEvaluator().setBorder(-1))
        .hasMessageContaining("must be at least 0");
  }
}
