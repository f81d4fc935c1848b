package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class SourceAuditTest {

  private static final String UNCOMPARED = "{\"nearDuplicate\": false, \"labelSuspect\": false}";

  private static SourceAudit audit() {
    return new SourceAudit().setKeyCol("key").setLabelCol("label");
  }

  /** Does not look for near-duplicates or wrong labels. */
  static SourceAudit alone() {
    return audit().setThresholds(UNCOMPARED);
  }

  static Map<String, Row> audits(Dataset<Row> table) {
    var audits = new HashMap<String, Row>();
    for (var row : table.select("key", "audit").collectAsList()) {
      audits.put(row.getString(0), row.getStruct(1));
    }
    return audits;
  }

  private static Map<String, List<String>> issues(Map<String, Row> audits) {
    var issues = new TreeMap<String, List<String>>();
    audits.forEach(
        (key, audit) -> {
          var said = audit.<String>getList(audit.fieldIndex("issues"));
          if (!said.isEmpty()) {
            issues.put(key, List.copyOf(said));
          }
        });
    return issues;
  }

  @Test
  void eachCheckFindsItsFaultAndNothingElse() {
    var audits = audits(audit().transform(FaultyScenes.faulty().table()));
    var issues = issues(audits);
    assertThat(issues.get("x-dark")).contains("dark");
    assertThat(issues.get("x-light")).contains("light");
    assertThat(issues.get("x-blurry")).contains("blurry");
    assertThat(issues.get("x-empty")).contains("lowEntropy");
    assertThat(issues.get("x-large")).contains("oddSize");
    assertThat(issues.get("x-wide")).contains("oddAspect");
    assertThat(issues.get("x-equal")).containsExactly("exactDuplicate", "nearDuplicate");
    assertThat(issues.get("x-near")).containsExactly("nearDuplicate");
    assertThat(issues.get("x-mislabeled")).containsExactly("labelSuspect");
    assertThat(issues.keySet()).allMatch(key -> key.startsWith("x-"));
    var mislabeled = audits.get("x-mislabeled");
    assertThat(mislabeled.<String>getAs("suggestedLabel")).isEqualTo("red");
    assertThat(mislabeled.<Double>getAs("labelConfidence")).isLessThan(0.1);
    assertThat(audits.get("red-03").<String>getAs("suggestedLabel")).isEqualTo("red");
  }

  @Test
  void theLeastOfAGroupStaysAndNamesIt() {
    var audits = audits(audit().transform(FaultyScenes.faulty().table()));
    for (var key : List.of("red-04", "x-equal")) {
      assertThat(audits.get(key).<String>getAs("group")).isEqualTo("red-04");
      assertThat(audits.get(key).<Integer>getAs("groupSize")).isEqualTo(2);
    }
    assertThat(audits.get("red-04").<Double>getAs("exactDuplicate")).isZero();
    assertThat(audits.get("red-04").<Double>getAs("nearDuplicate")).isZero();
    assertThat(audits.get("x-near").<String>getAs("group")).isEqualTo("blue-05");
    assertThat(audits.get("x-near").<Double>getAs("nearDuplicate")).isBetween(0.99, 1.0);
    assertThat(audits.get("red-07").<String>getAs("group")).isEqualTo("red-07");
    assertThat(audits.get("red-07").<Integer>getAs("groupSize")).isEqualTo(1);
  }

  @Test
  void theSameAtAnyPartitioningAndWhereTasksFail() {
    var table = FaultyScenes.faulty().table();
    var stage = audit().setWeightCol("share").setSourceWeight("hardness");
    var once = Images.contents(stage.transform(table.repartition(1)));
    for (int partitions : new int[] {3, 7}) {
      assertThat(Images.contents(stage.transform(table.repartition(partitions)))).isEqualTo(once);
    }
    int before = FailsOnce.failures();
    assertThat(Images.contents(stage.transform(FailsOnce.of(table.repartition(2)))))
        .isEqualTo(once);
    assertThat(FailsOnce.failures()).isGreaterThan(before);
  }

  @Test
  void whatMoreThanHalfOfAClassIsLikeIsReportedAndNotApplied() {
    var scenes = FaultyScenes.sound();
    for (int i = 0; i < 6; i++) {
      scenes.add(
          "night-" + i, 70 + i, 0, "night", image -> FaultyScenes.leveled(image, v -> v / 5));
    }
    scenes.add("red-dark", 80, 0, "red", image -> FaultyScenes.leveled(image, v -> v / 5));
    var audits = audits(alone().transform(scenes.table()));
    assertThat(audits.get("night-1").<Double>getAs("dark")).isGreaterThan(0.68);
    assertThat(issues(audits)).containsOnlyKeys("red-dark");
    var report = alone().report(scenes.table()).filter("check = 'dark'").collectAsList();
    assertThat(report.stream().map(Object::toString))
        .containsExactly("[blue,dark,0,24,true]", "[night,dark,6,6,false]", "[red,dark,1,25,true]");
  }

  @Test
  void aFlaggedSourceHasNoWeight() {
    var table = FaultyScenes.faulty().table();
    var uniform = weights(alone().setWeightCol("share").transform(table));
    assertThat(uniform.get("x-dark")).isZero();
    assertThat(uniform.get("red-04")).isEqualTo(1);
    var unique =
        weights(alone().setWeightCol("share").setSourceWeight("uniqueness").transform(table));
    assertThat(unique.get("red-04")).isEqualTo(0.5);
    assertThat(unique.get("x-equal")).isZero();
    assertThat(unique.get("red-05")).isEqualTo(1);
    var hard = audit().setWeightCol("share").setSourceWeight("hardness").transform(table);
    for (var row :
        hard.where("share > 0").select("share", "audit.labelConfidence").collectAsList()) {
      assertThat(row.getDouble(0)).isCloseTo(Math.max(0.05, 1 - row.getDouble(1)), offset(1e-9));
    }
    assertThat(hard.where("share > 0").count()).isEqualTo(48);
  }

  private static Map<String, Double> weights(Dataset<Row> table) {
    var weights = new HashMap<String, Double>();
    for (var row : table.select("key", "share").collectAsList()) {
      weights.put(row.getString(0), row.getDouble(1));
    }
    return weights;
  }

  @Test
  void aRareClassIsNotCheckedAndOthersAre() {
    var table = FaultyScenes.sound().add("green", 90, 1, "green", image -> image.copy()).table();
    var audits = audits(audit().setThresholds("{\"nearDuplicate\": false}").transform(table));
    assertThat(audits.get("green").<Double>getAs("labelConfidence")).isNull();
    assertThat(audits.get("green").<Double>getAs("labelSuspect")).isNull();
    assertThat(audits.get("red-01").<Double>getAs("labelConfidence")).isGreaterThan(0.3);
  }

  @Test
  void aColumnOfFeaturesMayTakeThePlaceOfPixels() {
    var table =
        new ImageVectorizer().setWidth(2).setHeight(2).transform(FaultyScenes.faulty().table());
    var stage = audit().setThresholds("{\"nearDuplicate\": false}").setFeaturesCol("features");
    assertThat(issues(audits(stage.transform(table))).get("x-mislabeled")).contains("labelSuspect");
    var half = table.withColumn("features", functions.expr("if(key = 'red-01', null, features)"));
    assertThatThrownBy(() -> stage.transform(half))
        .hasStackTraceContaining("Features are null but must be there; drop the row");
  }

  @Test
  void whatCannotBeUsedIsUnreadableAndNothingElseIs() {
    var table = unreadable();
    var kept = alone().setHandleInvalid("keep").setWeightCol("share").transform(table);
    assertThat(kept.count()).isEqualTo(51);
    for (var row : kept.where("error is not null").collectAsList()) {
      var said = row.<Row>getAs("audit");
      assertThat(said.<Double>getAs("unreadable")).isEqualTo(1);
      assertThat(said.<String>getList(said.fieldIndex("issues"))).containsExactly("unreadable");
      for (int i = 1; i < said.fieldIndex("issues"); i++) {
        assertThat(said.isNullAt(i)).as(said.schema().fieldNames()[i]).isTrue();
      }
      assertThat(row.<Double>getAs("share")).isZero();
    }
    assertThat(kept.where("audit.unreadable = 0 and error is null").count()).isEqualTo(48);
    assertThat(error(kept, "key = 'broken'")).startsWith("PNG");
    assertThat(error(kept, "key = 'none'"))
        .isEqualTo("Image is null but must be there; drop the row");
    assertThat(error(kept, "key is null"))
        .isEqualTo("Key is null but must name the row; fill the column");
    var sound = alone().setWeightCol("share").transform(FaultyScenes.sound().table());
    assertThat(Images.contents(kept.where("error is null").drop("error")))
        .isEqualTo(Images.contents(sound));
  }

  private static Dataset<Row> unreadable() {
    return FaultyScenes.sound()
        .row("broken", Images.truncated(), "red")
        .row("none", null, "blue")
        .row(null, Images.truncated(), "blue")
        .table();
  }

  private static String error(Dataset<Row> rows, String which) {
    return rows.where(which).select("error").first().getString(0);
  }

  @Test
  void whatCannotBeUsedIsSkippedOrFailsAsOthersDo() {
    var skipping = alone().setHandleInvalid("skip");
    assertThat(skipping.transform(unreadable()).count()).isEqualTo(48);
    var report = skipping.report(unreadable()).filter("class is null").collectAsList();
    assertThat(report).hasToString("[[null,unreadable,3,51,true]]");
    assertThatThrownBy(() -> alone().transform(unreadable()))
        .hasStackTraceContaining("cannot be used");
  }

  @Test
  void whatAnEarlierStageRefusedPassesUnjudged() {
    var before = new ImageInspector().setHandleInvalid("keep").transform(unreadable());
    var stage = alone().setHandleInvalid("keep").setWeightCol("share");
    var refused = stage.transform(before).where("error is not null");
    assertThat(refused.where("audit is null and share is null").count()).isEqualTo(3);
    assertThat(stage.report(before).where("check = 'unreadable'").first())
        .hasToString("[null,unreadable,0,48,true]");
  }

  @Test
  void withoutLabelsAllAreOfOneClass() {
    var stage = new SourceAudit().setKeyCol("key").setThresholds("{\"nearDuplicate\": false}");
    var table = FaultyScenes.faulty().table();
    assertThat(issues(audits(stage.transform(table))).get("x-blurry")).contains("blurry");
    var classes = new TreeSet<String>();
    stage
        .report(table)
        .select(functions.coalesce(functions.col("class"), functions.lit("none")))
        .collectAsList()
        .forEach(row -> classes.add(row.getString(0)));
    assertThat(classes).containsExactly("none");
    assertThat(stage.report(table).filter("check = 'labelSuspect'").count()).isZero();
  }

  @Test
  void labelsOfOneClassAreNotCheckedAsTheReportSays() {
    var red = FaultyScenes.faulty().table().where("label = 'red'");
    var stage = audit().setThresholds("{\"nearDuplicate\": false}");
    assertThat(audits(stage.transform(red)).get("x-dark").<Double>getAs("labelSuspect")).isNull();
    var report = stage.report(red);
    assertThat(report.where("check = 'labelSuspect' and not applied and flagged = 0").count())
        .isEqualTo(1);
    assertThat(report.where("check = 'dark' and applied").count()).isEqualTo(1);
  }

  @Test
  void refusesThresholdsThatAreNone() {
    assertThatThrownBy(() -> audit().setThresholds("{\"blury\": 0.5}"))
        .hasMessageStartingWith("thresholds.blury is unknown; did you mean \"blurry\"? Known: ");
    for (var value : List.of("1.5", "0", "-1", "\"high\"", "true")) {
      assertThatThrownBy(() -> audit().setThresholds("{\"dark\": " + value + "}"))
          .hasMessage(
              "thresholds give check \"dark\" %s but must give it a number above 0 and at most 1, or false to switch it off; write {\"dark\": 0.7, \"light\": false}",
              value);
    }
    assertThatThrownBy(() -> audit().setSourceWeight("hard"))
        .hasMessageStartingWith("sourceWeight is \"hard\"; ");
  }

  @Test
  void refusesTablesThatCannotBeAudited() {
    var table = FaultyScenes.sound().table();
    assertThatThrownBy(() -> new SourceAudit().transform(table))
        .hasMessageContaining("is not set but must be; name the column of keys");
    assertThatThrownBy(() -> audit().setLabelCol("class").transform(table))
        .hasMessage(
            "Column \"class\" of labelCol is missing but must be one of: key, image, label, split, weight; set labelCol");
    var asked = audit().setThresholds("{\"labelSuspect\": 0.9}");
    for (var stage : List.of(asked, audit().setSourceWeight("hardness"))) {
      assertThatThrownBy(() -> stage.transform(table.where("label = 'red'")))
          .hasMessage(
              "Column \"label\" of labelCol holds 1 class but must hold at least 2 for labels to be checked; take labelSuspect out of thresholds, and weigh sources otherwise than by hardness");
    }
    assertThatThrownBy(() -> alone().transform(table.union(table.limit(1))))
        .hasMessage(
            "Key \"red-00\" of column \"key\" names several rows but must name one; audit sources before copies are made of them, or make keys of their own");
    assertThatThrownBy(() -> alone().setSourceWeight("hardness").transform(table))
        .hasMessage(
            "sourceWeight is hardness, but labels are not checked; set labelCol, and leave labelSuspect of thresholds on");
  }
}
