package dev.variegate.stage.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.SentLater;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class KnownFeaturesTest {

  private static final FeatureExtractor EXTRACTOR = FeatureExtractor.named("numbers");

  private static JavaRDD<Row> rdd(List<Row> rows, int partitions) {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
        .parallelize(rows, partitions);
  }

  private static float[] vector(int number, int width) {
    var random = new Random(number);
    var vector = new float[width];
    for (int k = 0; k < width; k++) {
      vector[k] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static List<Row> rows(int width) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 60; i++) {
      rows.add(RowFactory.create(i % 2 == 0 ? "even" : "odd", vector(i, width)));
    }
    return rows;
  }

  @Test
  void manyFeaturesAreProjectedAndDistancesKeptOnAverage() {
    var known = KnownFeatures.of(rdd(rows(1000), 3), EXTRACTOR);
    assertThat(known.width()).isEqualTo(1000);
    assertThat(known.compared()).isEqualTo(64);
    var distances = known.open();
    assertThat(distances.of("even", vector(4, 1000)).orElseThrow()).isZero();
    // Of vectors of 1000 normal numbers: the square root of twice their number.
    assertThat(distances.of("odd", vector(4, 1000)).orElseThrow()).isEqualTo(44.7, within(15.0));
    assertThat(distances.of("neither", vector(4, 1000))).isEmpty();
  }

  @Test
  void whatIsKnownDoesNotDependOnPartitions() {
    var one = KnownFeatures.of(rdd(rows(100), 1), EXTRACTOR);
    for (int partitions : new int[] {3, 7}) {
      var other = KnownFeatures.of(rdd(rows(100), partitions), EXTRACTOR);
      assertThat(numbers(other)).isEqualTo(numbers(one));
    }
    var read = FeatureRows.read(FeatureRows.of(Map.of("m", one)));
    assertThat(numbers(read.get("m"))).isEqualTo(numbers(one));
    assertThat(read.get("m").extractor()).isEqualTo(EXTRACTOR);
    assertThat(read.get("m").width()).isEqualTo(100);
  }

  private static List<String> numbers(KnownFeatures known) {
    return known.rows().stream()
        .map(row -> row.getString(0) + Arrays.toString((float[]) row.get(1)))
        .toList();
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    var rows = rows(5);
    rows.set(7, RowFactory.create("odd", new float[] {1, 2, Float.NaN, 4, 5}));
    assertThatThrownBy(() -> KnownFeatures.of(rdd(rows, 2), EXTRACTOR))
        .hasStackTraceContaining("Feature 2 of an image is NaN but must be finite");
    var wide = rows(5);
    wide.set(7, RowFactory.create("odd", new float[] {1, 2}));
    assertThatThrownBy(() -> KnownFeatures.of(rdd(wide, 1), EXTRACTOR))
        .hasStackTraceContaining("but must have as many; take the features of one extractor");
    assertThatThrownBy(() -> KnownFeatures.of(rdd(List.of(), 1), EXTRACTOR))
        .hasMessage(
            "Gate of \"training-distance\" compares with images of training but the table has none that can be read; give it training images, or remove the gate");
    assertThatThrownBy(() -> KnownFeatures.requireFew(EXTRACTOR, 500_001))
        .hasMessageContaining("of 500001 images by numbers")
        .hasMessageContaining("but must with at most 500000");
  }

  @Test
  void aValueGoesToExecutorsOnce() {
    var sent = new SentLater<>("value");
    var context = LocalSpark.session().sparkContext();
    assertThat(sent.to(context)).isSameAs(sent.to(context));
    assertThat(sent.to(context).value()).isEqualTo("value");
  }
}
