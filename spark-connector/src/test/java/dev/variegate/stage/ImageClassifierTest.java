package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.Classifier;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageClassifierTest {

  @TempDir Path folder;

  @Test
  void saysWhatTheClassifierSaysOfTheImageScaled() {
    var stage = Specimens.classifier();
    var row = stage.transform(Images.table(Images.ofClass("bag", 3))).collectAsList().get(1);
    var codec = new ImageCodec();
    try (var classifier =
            Classifier.open(ModelBundle.open(Path.of(stage.getOrDefault(stage.model()))), 1);
        var image = codec.decode(row.getAs("image"));
        var fitted = classifier.fitted(image)) {
      assertThat(fitted.size().width()).isEqualTo(8);
      var scores = classifier.classify(List.of(fitted)).get(0);
      assertThat(row.<String>getAs("prediction")).isEqualTo(scores.label());
      assertThat(row.<Vector>getAs("probability").toArray()).isEqualTo(scores.probabilities());
      assertThat(row.<Vector>getAs("samples").size()).isEqualTo(64);
    }
  }

  @Test
  void aBadImageIsAnErrorOrSkippedOrKeptWithItsReason() {
    var table =
        Images.table(
            Images.ofClass("bag", 5),
            List.of(Images.row("bad", Images.text(), "bag", "train")),
            Images.ofClass("coat", 2));
    var stage = Specimens.classifier();
    assertThatThrownBy(() -> stage.transform(table).collectAsList())
        .rootCause()
        .hasMessageContaining("must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM");
    stage.setHandleInvalid("skip");
    assertThat(stage.transform(table).collectAsList()).hasSize(7);
    stage.setHandleInvalid("keep");
    var rows = stage.transform(table).collectAsList();
    assertThat(rows).hasSize(8);
    Row bad = rows.get(5);
    assertThat(bad.<String>getAs("key")).isEqualTo("bad");
    assertThat(bad.<String>getAs("prediction")).isNull();
    assertThat(bad.<String>getAs("error")).contains("must be JPEG");
    assertThat(rows).filteredOn(row -> row.getAs("error") == null).hasSize(7);
  }

  @Test
  void aModelWithoutLicenseIsRefusedUnlessAllowed() throws IOException {
    TinyModels.classifier(folder);
    var description = folder.resolve("model.yaml");
    Files.writeString(
        description, Files.readString(description).replace("license: Apache-2.0\n", ""));
    var table = Images.table(Images.ofClass("bag", 1));
    var stage = Specimens.classifier().setModel(folder.toString());
    assertThatThrownBy(() -> stage.transform(table)).hasMessageContaining("states no license");
    assertThat(stage.setAllowUnlicensed(true).transform(table).collectAsList()).hasSize(1);
  }

  @Test
  void theColumnOfFeaturesSaysWhichModelMadeThem() {
    var rows = Specimens.classifier().transform(Images.unbalanced());
    var extractor = FeatureExtractor.of(rows.schema().apply("samples")).orElseThrow();
    assertThat(extractor.name()).isEqualTo("tiny-judge 1.0.0");
    assertThat(extractor.sha256()).hasSize(64);
    assertThat(extractor.toString())
        .isEqualTo("tiny-judge 1.0.0 (sha256 %s)".formatted(extractor.sha256().substring(0, 12)));
  }

  @Test
  void aSamplerIsRefusedBeforeAnyJob() {
    var stage = Specimens.classifier().setModel(Specimens.model());
    var table = Images.unbalanced();
    assertThatThrownBy(() -> stage.transform(table))
        .hasMessageContaining("is asked for \"classify\" but offers");
  }

  @Test
  void featuresThatTheModelDoesNotGiveAreRefusedBeforeAnyJob() throws IOException {
    TinyModels.classifier(folder);
    var description = folder.resolve("model.yaml");
    var without =
        Files.readString(description).lines().filter(line -> !line.contains("features")).toList();
    Files.write(description, without);
    var stage = Specimens.classifier().setModel(folder.toString());
    var table = Images.unbalanced();
    assertThatThrownBy(() -> stage.transform(table))
        .hasMessage(
            "featuresCol is \"samples\", but model tiny-judge 1.0.0 gives no features; unset it, or describe them");
  }

  @Test
  void aGraphicsProcessorThatSparkDidNotGiveIsAClearFailure() {
    var table = Images.table(Images.ofClass("bag", 1));
    var stage = Specimens.classifier();
    var expected = Images.contents(stage.transform(table));
    assertThatThrownBy(() -> stage.setDevice("gpu").transform(table).collectAsList())
        .rootCause()
        .hasMessage(
            "device is \"gpu\", but Spark gave this task none; set spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount, or set device to cpu or auto");
    assertThat(Images.contents(stage.setDevice("auto").transform(table))).isEqualTo(expected);
    assertThatThrownBy(() -> stage.setDevice("gpuu"))
        .hasMessage("device is \"gpuu\"; did you mean \"gpu\"? Known: auto, cpu, gpu");
  }
}
