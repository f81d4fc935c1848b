package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.stage.feature.FeatureStore;
import dev.variegate.testing.LoggedWarnings;
import dev.variegate.testing.Scenes;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job whose gates read features from a store. */
class StoredFeaturesJobTest extends JobRuns {

  private static final int IMAGES = 7;

  private Path judge;

  @BeforeEach
  void scenes() throws IOException {
    judge = TinyModels.classifier(folder.resolve("judge"));
    for (int i = 0; i < IMAGES; i++) {
      var label = i < 4 ? "circle" : "cross";
      var scenes = Files.createDirectories(folder.resolve("in/" + label));
      try (var image = Scenes.of(i, 32)) {
        Files.write(scenes.resolve(i + ".png"), Scenes.png(image));
      }
    }
  }

  /** Quantiles of what the classifier says, and features of the images of training. */
  private int run(String output, String... more) {
    settings = new ArrayList<>(List.of("--set", "output.path=" + folder.resolve(output)));
    settings.addAll(List.of(more));
    return runOn(
        images(),
        "plan: {copies: 3}",
        "feature-store: " + folder.resolve("features"),
        "methods: {turned: {method: classic, policy: {steps: [{rotate: {degrees: [-90, 90]}}]}, gate: {require: [\"label-probability >= q0.3\", \"training-distance >= q0.01\"], model: %s, attempts: 4}}}"
            .formatted(judge));
  }

  private JsonNode features(String summary) throws IOException {
    var all = new JsonMapper().readTree(Files.readString(folder.resolve(summary))).path("features");
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void theSecondRunReadsWhatTheFirstComputed() throws IOException {
    assertThat(run("first", "--summary", folder.resolve("first.json").toString()))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("tiny-judge").contains("computed 7, reused 0");
    assertThat(features("first.json").path("computed").asInt()).isEqualTo(IMAGES);
    assertThat(features("first.json").path("reused").asInt()).isZero();

    assertThat(run("second", "--explain")).as(errors()).isZero();
    assertThat(folder.resolve("second")).doesNotExist();
    assertThat(printed()).containsOnlyOnce("computed 0, reused 7");

    assertThat(run("second", "--summary", folder.resolve("second.json").toString()))
        .as(errors())
        .isZero();
    assertThat(features("second.json").path("computed").asInt()).isZero();
    assertThat(features("second.json").path("reused").asInt()).isEqualTo(IMAGES);
    assertThat(images("second")).isEqualTo(images("first")).hasSizeGreaterThan(IMAGES);
  }

  /** The bytes of each image of an output, by source and number of the copy. */
  private Map<String, String> images(String output) {
    var images = new TreeMap<String, String>();
    for (var row :
        table(output)
            .selectExpr("lineage.sourceKey", "lineage.copy", "hex(image)")
            .collectAsList()) {
      images.put(row.getString(0) + " " + row.get(1), row.getString(2));
    }
    return images;
  }

  @Test
  void anotherClassifierIsWarnedOfAndAskedAnew() throws IOException {
    assertThat(run("first")).as(errors()).isZero();
    var description = judge.resolve("model.yaml");
    Files.writeString(
        description, Files.readString(description).replace("version: 1.0.0", "version: 2.0.0"));
    try (var warnings = LoggedWarnings.of(FeatureStore.class)) {
      assertThat(run("second", "--summary", folder.resolve("second.json").toString()))
          .as(errors())
          .isZero();
      assertThat(warnings.lines())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith(
                          "Feature store \"file:%s\" holds features of other extractors alone (tiny-judge-1.0.0-"
                              .formatted(folder.resolve("features")))
                      .contains("; those of tiny-judge 2.0.0 ")
                      .endsWith(" are computed anew"));
    }
    assertThat(features("second.json").path("computed").asInt()).isEqualTo(IMAGES);
    assertThat(features("second.json").path("reused").asInt()).isZero();
  }

  @Test
  void whatIsNoStoreIsRefusedInTheWordsOfTheFile() throws IOException {
    Files.createDirectories(folder.resolve("features"));
    Files.writeString(folder.resolve("features/notes.txt"), "mine");
    assertThat(run("first")).isEqualTo(2);
    assertThat(errors())
        .contains(
            "holds \"notes.txt\" but must hold folders of features alone; set feature-store to a folder of its own");
    assertThat(folder.resolve("first")).doesNotExist();
  }
}
