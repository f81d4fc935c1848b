package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.job.RowCounts.Kind;
import dev.variegate.testing.LocalSpark;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCountsTest {

  @Test
  void partsAddUpWhateverTheirOrder() {
    var one = tally("bag", "shirt");
    var two = tally("bag");
    var ab = one.copy();
    ab.merge(two);
    var ba = two.copy();
    ba.merge(one);
    assertThat(ab.value()).isEqualTo(ba.value());
    assertThat(ab.sum(Kind::isExpanded)).isEqualTo(3);
  }

  @Test
  void classesAreCountedByTheRowsToLearnFrom() {
    var tally = tally("bag", "shirt", "bag");
    tally.add(new Kind("test", "bag", "original", ""));
    tally.add(new Kind("train", "bag", "original", "cut off"));
    var classes = tally.byClass();
    assertThat(classes).containsOnlyKeys("bag", "shirt");
    assertThat(classes.get("bag").sum(kind -> true)).isEqualTo(3);
    assertThat(classes.get("bag").sum(Kind::isRefused)).isEqualTo(1);
    assertThat(classes.get("shirt").sum(kind -> true)).isEqualTo(1);
  }

  @Test
  void refusalsAreCountedByReason() {
    var tally = new RowCounts();
    tally.add(new Kind("train", "bag", "original", "cut off"));
    tally.add(new Kind("train", "shirt", "original", "cut off"));
    tally.add(new Kind("train", "shirt", "original", ""));
    assertThat(tally.refused()).isEqualTo(Map.of("cut off", 2L));
  }

  @Test
  void aTaskThatIsTriedAgainCountsOnce(@TempDir java.nio.file.Path folder) {
    var spark = LocalSpark.session();
    var tally = new RowCounts();
    spark.sparkContext().register(tally);
    FilterFunction<Long> countAndFailOnce =
        number -> {
          tally.add(new Kind("train", "bag", "classic", ""));
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
    assertThat(tally.sum(Kind::isExpanded)).isEqualTo(100);
  }

  private static RowCounts tally(String... labels) {
    var tally = new RowCounts();
    for (var label : labels) {
      tally.add(new Kind("train", label, "original", ""));
    }
    return tally;
  }
}
