package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.quality.ImageScorer;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.stage.balance.Plan;
import dev.variegate.stage.method.MethodGate;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates of a plan: what they refuse is drawn again. */
class PlanGatesTest {

  private static final String GATED =
      """
      {"bright": {"method": "classic", "policy": "steps: [{brightness: {factor: [0.2, 1.2]}}]",
         "gate": {"require": ["brightness >= q0.5", "similarity <= 0.999999"], "attempts": 20}},
       "turned": {"method": "classic", "policy": "steps: [{rotate: {degrees: [-90, 90]}}]",
         "then": [{"method": "classic", "policy": "steps: [{brightness: {factor: [0.2, 1.2]}}]"}],
         "gate": {"require": ["brightness >= 0.35"], "attempts": 3}},
       "sample": {"model": "%s", "gate": ["brightness >= 0.25", "sharpness >= 0"]}}"""
          .formatted(Specimens.model());

  private static ClassBalancerModel fitted(Dataset<Row> table) {
    return balancer(GATED).setTarget("12").fit(table).setPlanCol("plan");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theSameImagesPassAtAnyPartitioning(int partitions) {
    var table = Images.unbalanced();
    var parted = table.repartition(partitions);
    assertThat(Images.contents(fitted(parted).setHandleRefused("keep").transform(parted)))
        .isEqualTo(Images.contents(fitted(table).setHandleRefused("keep").transform(table)));
  }

  @Test
  void tasksThatRunAgainChangeNothing() {
    var table = Images.unbalanced();
    var model = fitted(table);
    int before = FailsOnce.failures();
    assertThat(Images.contents(model.transform(FailsOnce.of(table.repartition(2)))))
        .isEqualTo(Images.contents(model.transform(table)));
    assertThat(FailsOnce.failures()).isGreaterThan(before);
  }

  @Test
  void theOrderOfGatesChangesNoImage() {
    var table = Images.unbalanced();
    var reversed =
        GATED.replace(
            "\"brightness >= q0.5\", \"similarity <= 0.999999\"",
            "\"similarity <= 0.999999\", \"brightness >= q0.5\"");
    assertThat(reversed).isNotEqualTo(GATED);
    assertThat(Images.contents(balancer(reversed).setTarget("12").fit(table).transform(table)))
        .isEqualTo(Images.contents(balancer(GATED).setTarget("12").fit(table).transform(table)));
  }

  @Test
  void whatPassesFulfillsItsGates() {
    var table = Images.unbalanced();
    var model = fitted(table);
    var plan = model.plan();
    var thresholds = plan.methods().get(0).gate().require().get(0).thresholds();
    assertThat(thresholds.keySet()).containsExactly("bag", "coat", "shirt");
    var made = model.transform(table);
    for (var row : made.filter("plan.method = 'bright'").collectAsList()) {
      assertThat(brightness(row)).isGreaterThanOrEqualTo(thresholds.get(row.getAs("label")));
    }
    for (var row : made.filter("plan.method = 'turned'").collectAsList()) {
      assertThat(brightness(row)).isGreaterThanOrEqualTo(0.35);
    }
    assertThat(made.filter("plan.method = 'bright'").count()).isPositive();
  }

  private static double brightness(Row row) {
    try (var image = new ImageCodec().decode(row.getAs("image"))) {
      return ImageStatistics.of(image).brightness();
    }
  }

  @Test
  void eachRefusalIsNamedAndWhatIsRefusedInTheEndStaysWithItsReason() {
    var table = Images.unbalanced();
    var model = fitted(table).setHandleRefused("keep");
    var all = model.transform(table).cache();
    var planned = model.plan().added();
    assertThat(all.filter("plan.method <> 'original'").count()).isEqualTo(planned);
    var refused = all.filter("refusedBy is not null").collectAsList();
    assertThat(refused).isNotEmpty();
    for (var row : refused) {
      Row plan = row.getAs("plan");
      List<String> refusals = plan.getList(2);
      int attempts =
          model.plan().methods().stream()
              .filter(entry -> entry.name().equals(plan.getString(1)))
              .findFirst()
              .orElseThrow()
              .gate()
              .attempts();
      assertThat(refusals).hasSize(attempts);
      assertThat(refusals.get(attempts - 1)).isEqualTo(row.getAs("refusedBy"));
      assertThat(LineageColumn.of(row.getAs("lineage")).attempt()).isEqualTo(attempts - 1);
    }
    for (var row : all.filter("refusedBy is null").collectAsList()) {
      assertThat(LineageColumn.of(row.getAs("lineage")).attempt())
          .isEqualTo(row.<Row>getAs("plan").getList(2).size());
    }
    assertThat(fitted(table).transform(table).count())
        .isEqualTo(all.filter("refusedBy is null").count());
  }

  @Test
  void theLineageOfALaterDrawMakesItsImageAgain() {
    var table = Images.unbalanced();
    var rows = fitted(table).transform(table).collectAsList();
    var codec = new ImageCodec();
    var replayer =
        new PolicyAugmenter(PolicyFile.read("steps: [flip]", "test"), 0, Optional.empty(), codec);
    int copies = 0;
    int samples = 0;
    try (var sampler =
        Sampler.open(ModelBundle.open(Path.of(Specimens.model())), ComputeOptions.threads(1))) {
      for (var row : rows) {
        var lineage = LineageColumn.of(row.getAs("lineage"));
        if (lineage.attempt() == 0) {
          continue;
        }
        if (lineage.method().equals("sample")) {
          samples++;
          try (var again = sampler.replay(lineage);
              var image = codec.decode(row.getAs("image"))) {
            assertThat(again.image().toBytes()).isEqualTo(image.toBytes());
          }
        } else {
          copies++;
          var source = source(rows, lineage.sourceKey());
          assertThat(replayer.replay(source, lineage).encoded())
              .isEqualTo(row.<byte[]>getAs("image"));
        }
      }
    }
    assertThat(copies).isPositive();
    assertThat(samples).isPositive();
  }

  private static byte[] source(List<Row> rows, String key) {
    return rows.stream()
        .filter(
            row -> row.getAs("key").equals(key) && row.<Row>getAs("plan").get(1).equals("original"))
        .findFirst()
        .orElseThrow()
        .getAs("image");
  }

  @Test
  void aClassifierSaysWhichSamplesAreOfTheirClass() {
    var plan =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"prediction = label\", \"confidence >= q0\", \"label-probability >= 0.1\"], \"model\": \"%s\", \"attempts\": 2}}}"
            .formatted(Specimens.model(), CoatsAndBags.classifier());
    var table = Images.table(Images.ofClass("bag", 3), Images.ofClass("coat", 2));
    var made =
        balancer(plan)
            .setTarget("12")
            .fit(table)
            .setHandleRefused("keep")
            .transform(table)
            .filter("lineage.method = 'sample'");
    var judged =
        new ImageClassifier()
            .setModel(CoatsAndBags.classifier())
            .transform(made)
            .selectExpr("label", "prediction", "refusedBy")
            .collectAsList();
    assertThat(judged).hasSize(19);
    assertThat(judged)
        .allSatisfy(
            row ->
                assertThat(row.getString(0).equals(row.getString(1)))
                    .isEqualTo(!"prediction = label".equals(row.getString(2))));
    assertThat(judged).anyMatch(row -> row.isNullAt(2)).anyMatch(row -> !row.isNullAt(2));
  }

  /** The score is a sum of samples, each times one more than its index. */
  @Test
  void aNetworkScoresTheFeaturesOfTheClassifier() {
    var scorer = TinyModels.scorer(TinyModels.folder("sums"), 64).toString();
    var plan =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"score >= %s\"], \"model\": \"%s\", \"scorer\": \"%s\"}}}";
    var table = Images.table(Images.ofClass("bag", 3), Images.ofClass("coat", 2));
    var loose = plan.formatted(Specimens.model(), "-1000000", CoatsAndBags.classifier(), scorer);
    double middle =
        scored(balancer(loose).setTarget("12").fit(table).transform(table), scorer)
            .stat()
            .approxQuantile("score", new double[] {0.5}, 0)[0];
    var strict = plan.formatted(Specimens.model(), middle, CoatsAndBags.classifier(), scorer);
    var model = balancer(strict).setTarget("12").fit(table).setPlanCol("plan");
    var made = scored(model.transform(table), scorer).collectAsList();
    assertThat(made)
        .hasSizeBetween(15, 19)
        .allSatisfy(row -> assertThat(row.<Double>getAs("score")).isGreaterThanOrEqualTo(middle))
        .anyMatch(row -> row.<Row>getAs("plan").getList(2).contains("score >= " + middle));
  }

  /** As one that exports a log-likelihood of images does; here it is highest for white. */
  @Test
  void aNetworkScoresTheImageItself() {
    var scorer = TinyModels.imageScorer(TinyModels.folder("likelihood")).toString();
    var plan =
        "{\"classic\": {\"policy\": \"steps: [{brightness: {factor: [0.2, 1.2]}}]\", \"gate\": {\"require\": [\"score >= q0.5\"], \"scorer\": \"%s\", \"attempts\": 9}}}"
            .formatted(scorer);
    var table = Images.unbalanced();
    var model = balancer(plan).setTarget("9").fit(table).setPlanCol("plan");
    var thresholds = model.plan().methods().get(0).gate().require().get(0).thresholds();
    assertThat(thresholds.values()).allSatisfy(value -> assertThat(value).isBetween(-1.0, 0.0));
    var made = model.transform(table).filter("lineage.copy > 0").collectAsList();
    assertThat(made).anyMatch(row -> !row.<Row>getAs("plan").getList(2).isEmpty());
    try (var network =
        ImageScorer.open(ModelBundle.open(Path.of(scorer)), ComputeOptions.threads(1))) {
      for (var row : made) {
        try (var image = new ImageCodec().decode(row.getAs("image"));
            var fitted = network.fitted(image)) {
          assertThat(network.score(List.of(fitted), List.of()).get(0))
              .isGreaterThanOrEqualTo(thresholds.get(row.<String>getAs("label")));
        }
      }
    }
  }

  @Test
  void whatScoresFeaturesNeedsThemAndWhatScoresImagesNeedsNoModel() {
    var plan =
        "{\"classic\": {\"policy\": \"steps: [flip]\", \"gate\": {\"require\": [\"score >= 0\"], \"scorer\": \"%s\"%s}}}";
    var head = TinyModels.scorer(TinyModels.folder("alone"), 64).toString();
    var table = Images.unbalanced();
    assertThatThrownBy(() -> balancer(plan.formatted(head, "")).setTarget("9").fit(table))
        .hasMessageContaining(
            "scores features, but no model makes them; give model the address of the classifier whose features it takes");
    var scorer = TinyModels.imageScorer(TinyModels.folder("needless")).toString();
    var model = ", \"model\": \"%s\"".formatted(CoatsAndBags.classifier());
    assertThatThrownBy(() -> balancer(plan.formatted(scorer, model)).setTarget("9").fit(table))
        .hasMessageContaining(
            "but its scorer scores images and no gate asks a classifier; remove model");
  }

  private static Dataset<Row> scored(Dataset<Row> made, String scorer) {
    var features =
        new ImageClassifier().setModel(CoatsAndBags.classifier()).setFeaturesCol("features");
    return new FeatureScorer()
        .setModel(scorer)
        .transform(features.transform(made.filter("lineage.method = 'sample'")));
  }

  @Test
  void aGateThatRefusesEverythingLeavesTheSourcesAndSaysSo() {
    var plan = "{\"classic\": {\"policy\": \"steps: [flip]\", \"gate\": [\"brightness >= 2\"]}}";
    var table = Images.unbalanced();
    var model = balancer(plan).setTarget("6").fit(table);
    assertThat(model.transform(table).count()).isEqualTo(table.count());
    assertThat(model.explain())
        .contains(
            "gate of classic: about 5.0 draws an image of 5 at most, about 100 % missing in the end");
  }

  @Test
  void quantilesAreOfTheClassesThatAnEntryWorksFor() {
    var plan =
        "{\"oversample\": {}, \"turned\": {\"method\": \"classic\", \"policy\": \"steps: [flip]\", \"classes\": [\"bag\", \"coat\"], \"gate\": {\"require\": [\"label-probability >= q0.2\"], \"model\": \"%s\"}}}"
            .formatted(CoatsAndBags.classifier());
    var gate =
        balancer(plan).setTarget("6").fit(Images.unbalanced()).plan().methods().get(1).gate();
    assertThat(gate.require().get(0).thresholds()).containsOnlyKeys("bag", "coat");
  }

  @Test
  void anEstimatorAnnouncesWhatItsModelAdds() {
    var table = Images.unbalanced();
    var balancer = balancer("{\"oversample\": {}}").setPlanCol("plan").setHandleRefused("keep");
    assertThat(balancer.transformSchema(table.schema()))
        .isEqualTo(balancer.fit(table).transform(table).schema());
  }

  @Test
  void aPlanOfBeforeThereWereGatesIsRead() {
    var table = Images.unbalanced();
    var saved = balancer("{\"oversample\": {}}").setTarget("6").fit(table).getPlanJson();
    var old =
        saved
            .replaceAll(",\"gate\":\\{[^}]*\\}", "")
            .replaceAll(",\"(draws|missing)\":[0-9.]+", "")
            .replaceAll(",\"gates\":\\[\\]", "");
    assertThat(old).isNotEqualTo(saved).doesNotContain("gate");
    assertThat(Plan.fromJson(old).costs().get(0).gates()).isEmpty();
    assertThat(Plan.fromJson(old).methods().get(0).gate()).isEqualTo(MethodGate.NONE);
  }
}
