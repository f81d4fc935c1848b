package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowWeight;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of rows that weigh differently. */
class ClassWeightsTest {

  private static final String COPYING =
      "\"oversample\": {\"weight\": 2}, \"again\": {\"method\": \"oversample\"}";
  private static final String SAMPLING = "\"sample\": {\"model\": \"m\", \"classes\": [\"a\"]}";

  /** What {@link PlanRows} takes of a row. */
  private static Row row(String label, int number, double weight) {
    var key = label + number;
    long steps = Math.round(weight * RowWeight.ONE);
    return RowFactory.create(
        label,
        key,
        10L,
        steps,
        RowHash.of(7, key, 0),
        RowHash.of(7, key, 1),
        RowHash.of(7, key, 2));
  }

  private static List<Row> rows(String label, double... weights) {
    return IntStream.range(0, weights.length).mapToObj(i -> row(label, i, weights[i])).toList();
  }

  private static Plan plan(List<Row> rows, Targets targets) {
    var classes = new TreeMap<String, ClassSize>();
    rows.forEach(row -> classes.merge(row.getString(0), ClassSize.of(row), ClassSize::and));
    var sizes = new HashMap<String, Long>();
    var weights = new HashMap<String, ClassWeights>();
    classes.forEach(
        (label, size) -> {
          sizes.put(label, size.rows());
          size.weights().ifPresent(differing -> weights.put(label, differing));
        });
    var methods = classes.containsKey("a") ? COPYING + ", " + SAMPLING : COPYING;
    return Plan.of(
        2, MethodStageFactory.read("{%s}".formatted(methods)), sizes, sizes, weights, targets);
  }

  private static Plan cut(List<Row> rows, Plan plan, int partitions) {
    var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return new ClassCuts(plan, partitions).of(context.parallelize(rows, partitions));
  }

  private static int copies(Plan plan, Row row, int method) {
    return plan.classes().stream()
        .filter(of -> of.label().equals(row.getString(PlanRows.LABEL)))
        .mapToInt(
            of ->
                of.copies(
                    method,
                    row.getLong(PlanRows.WEIGHT),
                    row.getLong(PlanRows.HASHES + method),
                    row.getString(PlanRows.KEY)))
        .sum();
  }

  /** The largest remainder by another road: all rows of a class in one list. */
  private static Map<String, Long> apportioned(List<Row> rows, long made, int method) {
    var ordered =
        rows.stream()
            .sorted(
                Comparator.comparing((Row row) -> row.getLong(PlanRows.HASHES + method))
                    .thenComparing(row -> row.getString(PlanRows.KEY)))
            .toList();
    var weights = ordered.stream().map(row -> (double) row.getLong(PlanRows.WEIGHT)).toList();
    var parts = Apportionment.largestRemainder(made, weights);
    var byKey = new TreeMap<String, Long>();
    for (int i = 0; i < parts.length; i++) {
      byKey.put(ordered.get(i).getString(PlanRows.KEY), parts[i]);
    }
    return byKey;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void randomWeightsShareByTheLargestRemainder(int partitions) {
    var random = new Random(11);
    for (int round = 0; round < 8; round++) {
      int number = 1 + random.nextInt(40);
      var some = List.of(0.0, 0.25, 1.0, 1.0, 3.5, random.nextInt(1 << 20) / 1024.0);
      var weights = random.doubles(number).map(draw -> some.get((int) (draw * 6))).toArray();
      weights[random.nextInt(number)] = 2;
      var rows = new ArrayList<>(rows("a", weights));
      rows.addAll(rows("b", 1, 1, 1));
      long target = (long) number + random.nextInt(5 * number);
      var plan = plan(rows, Targets.parse("{\"a\": %d, \"b\": 8}".formatted(target)));
      var cut = cut(rows, plan, partitions);
      var ofA = rows.stream().filter(row -> row.getString(0).equals("a")).toList();
      for (int method = 0; method < 2; method++) {
        var made = new TreeMap<String, Long>();
        for (var row : ofA) {
          made.put(row.getString(PlanRows.KEY), (long) copies(cut, row, method));
        }
        long quota = cut.classes().get(0).quotas().get(method).made();
        assertThat(made.values().stream().mapToLong(copies -> copies).sum()).isEqualTo(quota);
        assertThat(made).isEqualTo(apportioned(ofA, quota, method));
        for (var row : ofA) {
          assertThat(copies(cut, row, method)).isLessThanOrEqualTo(cut.most(method));
          if (row.getLong(PlanRows.WEIGHT) == 0) {
            assertThat(made.get(row.getString(PlanRows.KEY))).isZero();
          }
        }
      }
    }
  }

  @Test
  void weightsThatAreAllTheSameAreThePlanWithout() {
    var targets = Targets.parse("{\"a\": 47}");
    var ones = rows("a", IntStream.range(0, 20).mapToDouble(i -> 1).toArray());
    var others = rows("a", IntStream.range(0, 20).mapToDouble(i -> 0.3).toArray());
    var without = cut(ones, plan(ones, targets), 3);
    assertThat(cut(others, plan(others, targets), 3)).isEqualTo(without);
    assertThat(without.json()).doesNotContain("weights", "remainder", "heaviest");
    assertThat(without.hasWeights()).isFalse();
  }

  @Test
  void anImageOfWeightNothingIsCopiedInNoPlan() {
    var rows = rows("a", 1, 1, 1);
    var cut = cut(rows, plan(rows, Targets.parse("{\"a\": 30}")), 1);
    assertThat(copies(cut, row("a", 0, 0), 0)).isZero();
    assertThat(cut.classes().get(0).most(0, 0)).isZero();
  }

  /** That of the largest weight that was counted, so that no row has more than is foreseen. */
  @Test
  void aHeavierImageThanAnyThatWasCountedHasTheShareOfTheHeaviest() {
    var rows = rows("a", 1, 3);
    var cut = cut(rows, plan(rows, Targets.parse("{\"a\": 30}")), 1);
    assertThat(copies(cut, row("a", 1, 1000), 0)).isEqualTo(copies(cut, rows.get(1), 0));
    assertThat(copies(cut, row("a", 0, 1), 0)).isEqualTo(copies(cut, rows.get(0), 0));
  }

  @Test
  void oneHeavyImageHasAllCopies() {
    var rows = rows("b", 0, 0, 5, 0);
    var plan = cut(rows, plan(rows, Targets.parse("{\"b\": 1004}")), 3);
    assertThat(rows.stream().mapToInt(row -> copies(plan, row, 0) + copies(plan, row, 1)))
        .containsExactly(0, 0, 1000, 0);
    assertThat(plan.most(0) + plan.most(1)).isEqualTo(1000);
    assertThat(plan.warnings())
        .containsExactly(
            "class \"b\" has one image that weighs more than 0; its 1000 copies are variants of that one");
  }

  @Test
  void explainsHowManyImagesAreNotCopied() {
    var rows = new ArrayList<>(rows("b", 0, 0, 5, 1));
    rows.addAll(rows("c", 1, 1));
    var plan = plan(rows, Targets.parse("6"));
    assertThat(plan.explain())
        .startsWith(
            """
            class  rows now  target  added  oversample  again  not copied
            b             4       6      2           1      1           2
            c             2       6      4           3      1           0
            all           6      12      6           4      2           2
            """);
    assertThat(plan(rows("b", 1, 2), Targets.parse("6")).explain()).doesNotContain("not copied");
  }

  @Test
  void aClassOfWhichNothingMayBeCopiedIsRefusedOnlyWhereCopiesAreMade() {
    var rows = rows("b", 0, 0);
    assertThatThrownBy(() -> plan(rows, Targets.parse("5")))
        .hasMessage(
            "Class \"b\" lacks 3 copies and all of its 2 images weigh 0, but one must weigh more to be copied; raise a weight, or name the class in except of each method but sample");
    var cut = cut(rows, plan(rows, Targets.parse("2")), 1);
    assertThat(copies(cut, rows.get(0), 0)).isZero();
    assertThat(cut.most(0)).isZero();
  }

  @Test
  void weightsBeyondAllMeansAreRefusedInWords() {
    var many = rows("b", IntStream.range(0, 9000).mapToDouble(i -> 1e6).toArray());
    assertThatThrownBy(() -> plan(many, Targets.parse("max")))
        .hasMessage(
            "Weights of class \"b\" add up to more than 8589934591 but must not; divide all weights by the same number");
    var rows = new ArrayList<>(rows("b", 1e6, 1e-6));
    assertThatThrownBy(() -> plan(rows, Targets.parse("4294967290")))
        .hasMessage(
            "Class \"b\" lacks 4294967288 copies, of which its heaviest image would have more than 2147483647; lower the target or that weight");
  }

  @Test
  void survivesItsJsonAndReadsThatOfOlderPlans() {
    var rows = rows("a", 1, 0, 7.5, 2);
    var plan = cut(rows, plan(rows, Targets.parse("11")), 3).withMethodShare(MethodShare.ANY);
    assertThat(plan.hasWeights()).isTrue();
    assertThat(Plan.fromJson(plan.json())).isEqualTo(plan);
    var old =
        """
        {"cores":2,"methods":[],"costs":[],"boxClasses":[],"classes":[{"label":"a","rows":2,"bytes":20,"target":5,
          "quotas":[{"made":3,"each":1,"extra":1,"cut":{"hash":-5,"key":"k"}}]}]}""";
    var read = Plan.fromJson(old);
    assertThat(read.methodShare()).isEqualTo(MethodShare.ANY);
    assertThat(read.hasWeights()).isFalse();
    assertThat(read.classes().get(0).copies(0, RowWeight.ONE, -5, "k")).isEqualTo(2);
    assertThat(read.classes().get(0).copies(0, RowWeight.ONE, -5, "l")).isEqualTo(1);
  }
}
