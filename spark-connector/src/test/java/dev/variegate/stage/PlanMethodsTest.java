package dev.variegate.stage;

import static dev.variegate.stage.Plans.ALL;
import static dev.variegate.stage.Plans.balancer;
import static dev.variegate.stage.Plans.filled;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.balance.ClassPlan;
import dev.variegate.testing.TinyModels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Every method in one plan. */
class PlanMethodsTest {

  private static Map<String, Long> counts(Dataset<Row> rows, String... columns) {
    var counts = new TreeMap<String, Long>();
    rows.groupBy(
            List.of(columns).stream().map(c -> col(c)).toArray(org.apache.spark.sql.Column[]::new))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.mkString("/").replaceAll("/\\d+$", ""), row.getAs("count")));
    return counts;
  }

  @Test
  void aPlanOfAllMethodsIsMetExactlyAtAnyPartitioning() {
    var table = Images.unbalanced();
    var model = filled(ALL).fit(table).setPlanCol("plan");
    var made = model.transform(table);
    var planned = new TreeMap<String, Long>();
    for (var of : model.plan().classes()) {
      planned.put(of.label() + "/original", of.rows());
      for (int i = 0; i < of.quotas().size(); i++) {
        if (of.quotas().get(i).made() > 0) {
          planned.put(
              of.label() + "/" + model.plan().methods().get(i).name(), of.quotas().get(i).made());
        }
      }
    }
    var train = made.filter("split = 'train'");
    assertThat(counts(train, "plan.class", "plan.method")).isEqualTo(planned);
    assertThat(counts(train, "label")).isEqualTo(Map.of("bag", 40L, "coat", 40L, "shirt", 40L));
    assertThat(planned.keySet())
        .doesNotContain("bag/hard", "bag/image-translate")
        .contains("coat/hard");
    var whole = Images.contents(made);
    for (int partitions : new int[] {1, 3, 7}) {
      assertThat(Images.contents(model.transform(table.repartition(partitions))))
          .as("%d partitions", partitions)
          .isEqualTo(whole);
    }
  }

  @Test
  void theCopiesOfAMethodAreThoseOfItsStage() {
    var table = Images.unbalanced();
    var plan = "{\"inpaint\": {\"erase-area\": [0.1, 0.3]}}";
    var made = balancer(plan).setCopies(2).fit(table).transform(table);
    var stage =
        new Inpainting()
            .setEraseArea(0.1, 0.3)
            .setKeyCol("key")
            .setSplitCol("split")
            .setSeed(3)
            .setCopies(2);
    assertThat(Images.contents(made)).isEqualTo(Images.contents(stage.transform(table)));
  }

  @Test
  void originalsMayStayBehind() {
    var table = Images.unbalanced();
    var made = filled("{\"oversample\": {}}").setKeepOriginals(false).fit(table).transform(table);
    assertThat(counts(made.filter("split = 'train'"), "lineage.method"))
        .containsOnlyKeys("oversample");
    assertThat(made.filter("split = 'test'").count()).isEqualTo(2);
  }

  @Test
  void copiesNeedNoClasses() {
    var table = Images.unbalanced().drop("label");
    var made =
        new ClassBalancer()
            .setMethods("{\"oversample\": {}}")
            .setCopies(3)
            .setKeyCol("key")
            .setSplitCol("split")
            .fit(table)
            .transform(table);
    assertThat(made.filter("split = 'train'").count()).isEqualTo(36);
  }

  @Test
  void imagesCountForTheRarestClassOfTheirBoxes() {
    var box = "named_struct('label', '%s', 'object', 0, 'box', array(1d, 1d, 5d, 5d))";
    var table =
        Images.table(Images.ofClass("bag", 6))
            .drop("label")
            .selectExpr(
                "*",
                "case when key = 'bag-0' then array(%s, %s) when key = 'bag-1' then array() else array(%s) end as boxes"
                    .formatted(box.formatted("car"), box.formatted("bike"), box.formatted("car")));
    var model =
        new ClassBalancer()
            .setMethods("{\"classic\": {\"policy\": \"steps: [flip]\"}}")
            .setTarget("8")
            .setKeyCol("key")
            .setBoxesCol("boxes")
            .fit(table);
    assertThat(model.plan().boxClasses()).containsExactly("bike", "car");
    assertThat(model.plan().classes())
        .extracting(ClassPlan::label, ClassPlan::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("", 1L),
            org.assertj.core.groups.Tuple.tuple("bike", 1L),
            org.assertj.core.groups.Tuple.tuple("car", 4L));
    var made = model.setPlanCol("plan").transform(table);
    assertThat(counts(made, "plan.class")).isEqualTo(Map.of("", 8L, "bike", 8L, "car", 8L));
  }

  @Test
  void samplesStandBesideImagesWithoutClasses() {
    var table = Images.unbalanced().drop("label");
    var plan =
        "{\"sample\": {\"model\": \"%s\"}}"
            .formatted(TinyModels.unconditional(TinyModels.folder("unconditional")));
    var made = balancer(plan).setCopies(1).fit(table).setPlanCol("plan").transform(table);
    assertThat(counts(made.filter("plan.method = 'sample'"), "plan.class"))
        .isEqualTo(Map.of("", 9L));
  }
}
