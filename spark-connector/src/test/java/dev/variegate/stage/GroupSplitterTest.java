package dev.variegate.stage;

import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GroupSplitterTest {

  private static GroupSplitter splitter() {
    return new GroupSplitter().setKeyCol("key").setOutputCol("fold").setSeed(5);
  }

  private static Map<String, String> splits(Dataset<Row> table) {
    var splits = new HashMap<String, String>();
    for (var row : table.select("key", "fold").collectAsList()) {
      splits.put(row.getString(0), row.getString(1));
    }
    return splits;
  }

  @Test
  void nearDuplicatesStayTogether() {
    var table = SceneRows.leaking().table();
    for (long seed = 0; seed < 5; seed++) {
      var splits = splits(splitter().setSeed(seed).transform(table));
      assertThat(splits.get("compressed")).isEqualTo(splits.get("scene-03"));
      assertThat(splits.get("cropped")).isEqualTo(splits.get("scene-05"));
      assertThat(splits.get("smaller")).isEqualTo(splits.get("scene-07"));
      assertThat(splits.get("equal")).isEqualTo(splits.get("scene-09"));
      var again = splitter().setSeed(seed).transform(table).drop("split");
      var check = new LeakageCheck().setKeyCol("key").setSplitCol("fold");
      assertThat(check.leaks(again).count()).isZero();
    }
  }

  @Test
  void copiesStayWithTheirSources() {
    var table =
        new ClassicAugmenter()
            .setPolicy(
                "{\"name\": \"noise\", \"steps\": [{\"gaussian-noise\": {\"deviation\": 0.5}}]}")
            .setKeyCol("key")
            .setSplitCol("split")
            .setCopies(3)
            .transform(SceneRows.apart().table());
    var split = splitter().transform(table);
    assertThat(split.count()).isEqualTo(270);
    assertThat(split.groupBy("key").agg(countDistinct("fold").as("n")).filter("n > 1").count())
        .isZero();
  }

  @Test
  void theSameAtAnyPartitioningAndOtherWithAnotherSeed() {
    var table = SceneRows.leaking().table();
    var whole = Images.contents(splitter().transform(table));
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(splitter().transform(table.repartition(partitions))))
          .isEqualTo(whole);
    }
    assertThat(Images.contents(splitter().transform(FailsOnce.of(table.repartition(2)))))
        .isEqualTo(whole);
    assertThat(Images.contents(splitter().setSeed(6).transform(table))).isNotEqualTo(whole);
  }

  @Test
  void theFractionsAreMetOnAverage() {
    var table = SceneRows.apart().table().drop("split");
    var three = "{\"train\": 0.5, \"validation\": 0.25, \"test\": 0.25}";
    long train = 0;
    long test = 0;
    for (long seed = 0; seed < 4; seed++) {
      var splits = splits(splitter().setFractions(three).setSeed(seed).transform(table)).values();
      train += splits.stream().filter("train"::equals).count();
      test += splits.stream().filter("test"::equals).count();
    }
    assertThat(train).isBetween(140L, 220L); // 180 of 360 expected, four deviations about 38
    assertThat(test).isBetween(57L, 123L);
  }

  @Test
  void refusesFractionsThatAreNone() {
    for (var text : List.of("{\"train\": 0.8}", "{}", "{\"train\": 0.8, \"test\": 0.3}")) {
      assertThatThrownBy(() -> splitter().setFractions(text))
          .hasMessageContaining(
              "fractions are %s but must sum to 1; write {\"train\": 0.8, \"test\": 0.2}", text);
    }
    assertThatThrownBy(() -> splitter().setFractions("{\"train\": 1.2, \"test\": -0.2}"))
        .hasMessageContaining(
            "fractions give split \"test\" -0.2 but must give it a number above 0");
  }
}
