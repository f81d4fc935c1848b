package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClassBalancerTest {

  @Test
  void everyClassHasExactlyItsTargetByTheWeightsOfTheMethods() {
    var model = Specimens.balancer().setTarget("10").fit(Images.unbalanced());
    var result = model.transform(Images.unbalanced());
    assertThat(sizes(result.filter("split = 'train'"), "label"))
        .isEqualTo(Map.of("bag", 10L, "coat", 10L, "shirt", 10L));
    assertThat(sizes(result.filter("split = 'test'"), "label"))
        .isEqualTo(Map.of("bag", 1L, "shirt", 1L));
    assertThat(sizes(result.filter("label = 'coat'"), "lineage.method"))
        .isEqualTo(Map.of("original", 3L, "classic", 3L, "sample", 2L, "oversample", 2L));
    assertThat(result.select("lineage.sourceKey", "lineage.copy").distinct().count())
        .isEqualTo(result.count());
  }

  @Test
  void noImageGetsTwoCopiesMoreThanAnother() {
    var table = Images.table(Images.ofClass("bag", 7));
    var model = oversampler().setTarget("17").fit(table);
    var copies = sizes(model.transform(table), "key").values();
    assertThat(copies).hasSize(7).containsOnly(2L, 3L);
    assertThat(copies.stream().mapToLong(n -> n).sum()).isEqualTo(17);
  }

  @Test
  void anotherSeedChoosesOtherImages() {
    var table = Images.table(Images.ofClass("bag", 20));
    var one = sizes(oversampler().setTarget("30").fit(table).transform(table), "key");
    var two = sizes(oversampler().setSeed(1).setTarget("30").fit(table).transform(table), "key");
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void explainsBeforeAnythingIsMade() {
    var model = Specimens.balancer().fit(Images.unbalanced());
    assertThat(model.explain())
        .startsWith(
            """
            class  rows now  target  added  classic  sample  oversample
            bag           5       9      4        2       1           1
            coat          3       9      6        3       2           1
            shirt         1       9      8        4       2           2
            all           9      27     18        9       5           4
            bytes: \
            """)
        .contains(" more; time: about ")
        .contains(
            " on 2 cores\nwarning: class \"shirt\" has one image; its 6 copies are variants of that one");
    assertThat(model.plan().addedBytes()).isPositive();
    assertThat(model.plan().seconds()).isPositive();
  }

  @Test
  void numbersAsClassesKeepTheirType() {
    for (var type : List.of("double", "int", "bigint")) {
      var table =
          Images.unbalanced()
              .selectExpr(
                  "key",
                  "image",
                  "split",
                  "cast(case label when 'bag' then 8 when 'coat' then 4 else 6 end as %s) label"
                      .formatted(type));
      var result = Specimens.balancer().fit(table).transform(table);
      assertThat(result.schema().apply("label").dataType().catalogString()).isEqualTo(type);
      assertThat(sizes(result.filter("split = 'train'"), "cast(label as int)"))
          .isEqualTo(Map.of("8", 9L, "4", 9L, "6", 9L));
    }
  }

  @Test
  void keysThatNameTwoRowsAreReported() {
    var bags = Images.ofClass("bag", 2);
    var twice = Images.table(bags, List.of(bags.get(1)));
    assertThatThrownBy(() -> oversampler().fit(twice))
        .hasMessage(
            "Key \"bag-1\" names 2 rows to expand but must name one, or no plan is exact; make the key column unique");
    var unnamed = new ClassBalancer();
    assertThatThrownBy(() -> unnamed.fit(twice))
        .hasMessageContaining("the key is the image's SHA-256, so drop equal images or set keyCol");
  }

  @Test
  void aClassThatThePlanDoesNotKnowIsInvalid() {
    var model = oversampler().fit(Images.table(Images.ofClass("bag", 2)));
    var other = Images.table(Images.ofClass("bag", 1), Images.ofClass("bad", 1));
    var message =
        "Class \"bad\" is not in the plan; did you mean \"bag\"? Known: bag. Fit the balancer on data that has it";
    assertThatThrownBy(() -> model.transform(other).count())
        .hasStackTraceContaining("Row \"bad-0\" cannot be used: " + message);
    assertThat(model.setHandleInvalid("skip").transform(other).count()).isEqualTo(1);
    var kept = model.setHandleInvalid("keep").transform(other).filter("error is not null");
    assertThat(kept.select("error").first().getString(0)).isEqualTo(message);
  }

  @Test
  void rowsWithoutAClassCountOnlyWhereTheyMay() {
    var table =
        Images.table(
            Images.ofClass("bag", 2), List.of(Images.row("lost", Images.png(9), null, "train")));
    assertThatThrownBy(() -> oversampler().fit(table))
        .hasStackTraceContaining("Row \"lost\" cannot be used: Class is null");
    var model = oversampler().setHandleInvalid("skip").setTarget("3").fit(table);
    assertThat(model.transform(table).count()).isEqualTo(3);
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsReportedWhileFitting() {
    var table = Images.table(Images.ofClass("hat", 1), Images.ofClass("bag", 2));
    assertThatThrownBy(() -> Specimens.balancer().fit(table))
        .hasMessageContaining("Unknown class \"hat\" for model fashion-clothes");
  }

  @Test
  void anEmptyTableHasNoPlan() {
    var empty = Images.table(Images.ofClass("bag", 1)).limit(0);
    assertThatThrownBy(() -> oversampler().fit(empty))
        .hasMessage(
            "Table has no row to expand but must have at least one; look at splitCol and trainValue");
  }

  @Test
  void copiesAndTargetExcludeEachOther() {
    var both = oversampler().setCopies(2).setTarget("5");
    assertThatThrownBy(() -> both.transformSchema(Images.SCHEMA))
        .hasMessage("copies is 2 and target is \"5\" but only one may be set; clear the other");
    var table = Images.unbalanced();
    var model = oversampler().setSplitCol("split").setCopies(2).fit(table);
    assertThat(model.transform(table).count()).isEqualTo(29);
  }

  @Test
  void aModelWithoutAPlanSaysSo() {
    assertThatThrownBy(() -> new ClassBalancerModel("m").transformSchema(Images.SCHEMA))
        .hasMessage("planJson of m is not set but must be; fit a ClassBalancer");
  }

  private static ClassBalancer oversampler() {
    return new ClassBalancer().setKeyCol("key");
  }

  private static Map<String, Long> sizes(Dataset<Row> table, String by) {
    return table.selectExpr(by + " as by").groupBy("by").count().collectAsList().stream()
        .collect(Collectors.toMap(row -> String.valueOf(row.get(0)), row -> row.getLong(1)));
  }
}
