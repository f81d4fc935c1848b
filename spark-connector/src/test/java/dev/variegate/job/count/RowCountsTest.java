package dev.variegate.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.job.count.RowCounts.Kind;
import dev.variegate.testing.LocalSpark;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCountsTest {

  @Test
  void namesWhatMadeRowsOnSeveralKindsOfProcessors() {
    var counts = new RowCounts();
    counts.add(new RowCounts.Kind("train", "bag", "sample", "", "variegate 1, onnx on x86-64-v3"));
    counts.add(new RowCounts.Kind("train", "bag", "classic", "", "variegate 1"));
    assertThat(counts.processors()).isEmpty();
    var other = new RowCounts();
    other.add(
        new RowCounts.Kind(
            "train", "hat", "chain", "", "variegate 1, onnx on x86-64-v4; variegate 1"));
    counts.merge(other);
    assertThat(counts.processors())
        .containsExactly("variegate 1, onnx on x86-64-v3", "variegate 1, onnx on x86-64-v4");
    assertThat(counts.byClass().get("bag").sum(any -> true)).isEqualTo(2);
  }

  @Test
  void partsAddUpWhateverTheirOrder() {
    var one = counts("bag", "shirt");
    var two = counts("bag");
    var ab = one.copy();
    ab.merge(two);
    var ba = two.copy();
    ba.merge(one);
    assertThat(ab.value()).isEqualTo(ba.value());
    assertThat(ab.sum(Kind::isExpanded)).isEqualTo(3);
  }

  @Test
  void classesAreCountedByTheRowsToLearnFrom() {
    var counts = counts("bag", "shirt", "bag");
    counts.add(new Kind("test", "bag", "original", ""));
    counts.add(new Kind("train", "bag", "original", "cut off"));
    var classes = counts.byClass();
    assertThat(classes).containsOnlyKeys("bag", "shirt");
    assertThat(classes.get("bag").sum(kind -> true)).isEqualTo(3);
    assertThat(classes.get("bag").sum(Kind::isRefused)).isEqualTo(1);
    assertThat(classes.get("shirt").sum(kind -> true)).isEqualTo(1);
  }

  @Test
  void refusalsAreCountedByReason() {
    var counts = new RowCounts();
    counts.add(new Kind("train", "bag", "original", "cut off"));
    counts.add(new Kind("train", "shirt", "original", "cut off"));
    counts.add(new Kind("train", "shirt", "original", ""));
    assertThat(counts.refused()).isEqualTo(Map.of("cut off", 2L));
  }

  @Test
  void aTaskThatIsTriedAgainCountsOnce(@TempDir java.nio.file.Path folder) {
    var spark = LocalSpark.session();
    var counts = new RowCounts();
    spark.sparkContext().register(counts);
    FilterFunction<Long> countAndFailOnce =
        number -> {
          counts.add(new Kind("train", "bag", "classic", ""));
          if (number == 73 && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("planted failure of a first attempt");
          }
          return true;
        };
    spark
        .range(0, 100, 1, 4)
        .as(Encoders.LONG())
        .filter(countAndFailOnce)
        .write()
        .parquet(folder.resolve("out").toString());
    assertThat(counts.sum(Kind::isExpanded)).isEqualTo(100);
  }

  private static RowCounts counts(String... labels) {
    var counts = new RowCounts();
    for (var label : labels) {
      counts.add(new Kind("train", label, "original", ""));
    }
    return counts;
  }
}
