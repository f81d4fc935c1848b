package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.codec.ImageCodec;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.ImageScorer;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate of {@code score} by a network that scores an image as one of its class. */
class ClassLikelihoodGateTest {

  private static final String SCORER = scorer("coat", "bag", "shirt");

  private static final String DIMMED =
      "\"policy\": \"steps: [{brightness: {factor: [0.2, 1.2]}}]\", \"gate\": {\"require\": [\"%s\"], \"scorer\": \"%s\", \"attempts\": 9}";

  @TempDir private Path folder;

  /** The mean of the samples less one, plus the place of the class. */
  private static String scorer(String... classes) {
    try {
      var made = TinyModels.classScorer(TinyModels.folder("class-likelihood"));
      var description = made.resolve("model.yaml");
      var text = Files.readString(description);
      Files.writeString(
          description, text.replace("[circle, square, cross]", List.of(classes).toString()));
      return made.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plan(String gate, String scorer) {
    return "{\"classic\": {" + DIMMED.formatted(gate, scorer) + "}}";
  }

  @Test
  void quantilesAreOfRealImagesAsOnesOfTheirClass() {
    var table = Images.unbalanced();
    var model = balancer(plan("score >= q0.5", SCORER)).setTarget("9").fit(table);
    var thresholds = model.plan().methods().get(0).gate().require().get(0).thresholds();
    assertThat(thresholds.get("coat")).isBetween(-1.0, 0.0);
    assertThat(thresholds.get("bag")).isBetween(0.0, 1.0);
    assertThat(thresholds.get("shirt")).isBetween(1.0, 2.0);
    var made = made(model.setPlanCol("plan").transform(table));
    assertThat(made).anyMatch(row -> !row.<Row>getAs("plan").getList(2).isEmpty());
    assertThat(made)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(score(SCORER, row))
                    .isGreaterThanOrEqualTo(thresholds.get(row.<String>getAs("label"))));
  }

  private static List<Row> made(Dataset<Row> rows) {
    return rows.filter("lineage.copy > 0 or lineage.method = 'sample'").collectAsList();
  }

  private static double score(String scorer, Row row) {
    try (var network =
            ImageScorer.open(ModelBundle.open(Path.of(scorer)), ComputeOptions.threads(1));
        var image = new ImageCodec().decode(row.getAs("image"));
        var fitted = network.fitted(image)) {
      return network.score(List.of(fitted), List.of(row.<String>getAs("label"))).get(0);
    }
  }

  /** Copies and samples; a sample is scored as the class that it is made for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theSameImagesPassAtAnyPartitioning(int partitions) {
    var table = Images.table(Images.ofClass("bag", 5), Images.ofClass("coat", 3));
    var parted = table.repartition(partitions);
    assertThat(Images.contents(refusing().fit(parted).transform(parted)))
        .isEqualTo(Images.contents(refusing().fit(table).transform(table)))
        .hasSizeGreaterThan((int) table.count());
  }

  private static ClassBalancer refusing() {
    var gate =
        "\"gate\": {\"require\": [\"score >= q0.3\"], \"scorer\": \"%s\", \"attempts\": 3}"
            .formatted(SCORER);
    return balancer(
            "{\"classic\": {%s}, \"sample\": {\"model\": \"%s\", %s}}"
                .formatted(DIMMED.formatted("score >= q0.5", SCORER), Specimens.model(), gate))
        .setTarget("12")
        .setPlanCol("plan")
        .setHandleRefused("keep");
  }

  @Test
  void samplesAreScoredAsTheirClass() {
    var table = Images.table(Images.ofClass("bag", 3), Images.ofClass("coat", 3));
    var sample =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"score >= 0\"], \"scorer\": \"%s\", \"attempts\": 1}}}";
    var model = balancer(sample.formatted(Specimens.model(), SCORER)).setTarget("8").fit(table);
    assertThat(made(model.transform(table)))
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.<String>getAs("label")).isEqualTo("bag"));
  }

  @Test
  void aClassThatTheNetworkDoesNotKnowIsNamed() {
    var gate = plan("score >= 0", scorer("coat", "bag", "boot"));
    assertThatThrownBy(() -> balancer(gate).setTarget("9").fit(Images.unbalanced()))
        .hasMessageContaining(
            "Unknown class \"shirt\" for model tiny-class-likelihood 1.0.0; known: bag, boot, coat");
    var quantile = plan("score >= q0.5", scorer("coat", "bag", "boot"));
    assertThatThrownBy(() -> balancer(quantile).setTarget("9").fit(Images.unbalanced()))
        .hasMessageContaining("Unknown class \"shirt\" for model tiny-class-likelihood 1.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"score >= 0", "score >= q0.5"})
  void imagesWithoutClassesAreNotScored(String gate) {
    var table = Images.unbalanced().drop("label");
    var plan = balancer(plan(gate, SCORER)).setCopies(2);
    assertThatThrownBy(() -> plan.fit(table))
        .hasMessage(
            "Gate asks model tiny-class-likelihood 1.0.0 about the class of images, but they have none; set labelCol, or take another model");
  }

  /** Class 1 is a trouser for the sampler. */
  @Test
  void anIndexThatMeansAnotherClassIsRefused() {
    var sample =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"score >= 0\"], \"scorer\": \"%s\"}}}";
    var table = Images.table(Images.ofClass("1", 2), Images.ofClass("2", 3));
    assertThatThrownBy(() -> balancer(sample.formatted(Specimens.model(), SCORER)).fit(table))
        .hasMessageStartingWith(
            "Class \"1\" is \"bag\" for model tiny-class-likelihood 1.0.0 of the gate but must be \"trouser\", as for model fashion-clothes");
  }

  /** The bundle that a trainer of flows leaves is taken as it is. */
  @Test
  void aTrainedFlowScoresImagesAsOnesOfTheirClass() {
    var table = Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 9));
    var trained =
        new FlowTrainer()
            .setOutput(folder.toString())
            .setClasses(true)
            .setLicense("MIT")
            .setEpochs(3)
            .setBatchSize(8)
            .setAveraging(0.5)
            .setCouplings(2)
            .setWidth(4)
            .setSeed(7)
            .fit(table);
    var likelihood = Path.of(URI.create(trained.getModel())).resolve("likelihood").toString();
    var model = balancer(plan("score >= q0.5", likelihood)).setTarget("14").fit(table);
    var thresholds = model.plan().methods().get(0).gate().require().get(0).thresholds();
    assertThat(thresholds).containsOnlyKeys("bag", "coat");
    assertThat(thresholds.get("bag")).isNotCloseTo(thresholds.get("coat"), within(1e-9));
    var made = made(model.setPlanCol("plan").transform(table));
    assertThat(made)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(score(likelihood, row))
                    .isGreaterThanOrEqualTo(thresholds.get(row.<String>getAs("label"))));
  }
}
