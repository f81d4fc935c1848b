package dev.variegate.train.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.image.Size;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.train.Batch;
import dev.variegate.train.BundleIdentity;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.LocalFolder;
import dev.variegate.train.ToyImages;
import dev.variegate.train.Training;
import dev.variegate.train.TrainingException;
import dev.variegate.train.TrainingFolder;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.TrainingResult;
import dev.variegate.train.layer.OnnxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelCnnTest {

  private static final List<String> LABELS = List.of("top", "middle", "bottom");
  private static final ComputeOptions ONE = ComputeOptions.threads(1);
  private static final PixelCnnOptions SMALL = new PixelCnnOptions(6, 1, 2, 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 8, 9, true", "3, 9, 8, false"})
  void whatATrainedModelDrawsHangsOnTheRequestAlone(
      int channels, int height, int width, boolean conditional) throws IOException {
    var shape = new ImageShape(channels, height, width);
    var out = folder.resolve("out");
    var options = new TrainingOptions(1, 8, 1e-3, 0.9, 0, 0, 7, 1);
    var labels = conditional ? LABELS : List.<String>of();
    train(new PixelCnnOptions(6, 1, 2, 0.8), shape, options, labels, new LocalFolder(out));
    var requests =
        IntStream.range(0, 70) // more than a batch
            .mapToObj(i -> new SampleRequest("key" + i, 1, 5, conditional ? LABELS.get(i % 3) : ""))
            .toList();
    try (var sampler = Sampler.open(ModelBundle.open(out), ONE)) {
      var all = samples(sampler, requests);
      assertThat(all.get(0)).hasSize(2 * shape.size()).isNotEqualTo(all.get(3));
      assertThat(samples(sampler, requests.subList(66, 69))).isEqualTo(all.subList(66, 69));
      try (var made = sampler.sample(requests.subList(66, 67)).get(0);
          var again = sampler.replay(made.lineage())) {
        assertThat(made.image().size()).isEqualTo(new Size(width, height));
        assertThat(again.image().toBytes()).isEqualTo(made.image().toBytes());
      }
    }
    assertThat(Files.readString(out.resolve("model.yaml")))
        .contains("task: \"autoregress\"", "temperature: 0.8");
    assertThat(Files.readString(out.resolve("likelihood/model.yaml")))
        .contains("\"toys-likelihood\"", "task: \"score\"", "likelihood.onnx");
  }

  private static List<String> samples(Sampler sampler, List<SampleRequest> requests) {
    var bytes = new ArrayList<String>();
    for (Sample sample : sampler.sample(requests)) {
      try (sample) {
        bytes.add(HexFormat.of().formatHex(sample.image().toBytes()));
      }
    }
    return bytes;
  }

  @Test
  void aBundleOfThePredictorAloneDrawsTheSameImages() throws IOException {
    var shape = new ImageShape(1, 8, 8);
    var out = folder.resolve("out");
    var options = new TrainingOptions(1, 8, 1e-3, 0.9, 0, 0, 7, 1);
    train(SMALL, shape, options, LABELS, new LocalFolder(out));
    var alone = Files.createDirectory(folder.resolve("alone"));
    Files.copy(out.resolve("predictor.onnx"), alone.resolve("predictor.onnx"));
    var text = Files.readString(out.resolve("model.yaml"));
    var files = text.substring(0, text.indexOf("- path: \"row-encoder.onnx\""));
    int networks = text.indexOf("networks:");
    int rows = text.indexOf("- role: \"row-encoder\"");
    Files.writeString(
        alone.resolve("model.yaml"),
        files.stripTrailing() + "\n" + text.substring(networks, rows).stripTrailing() + "\n");
    var requests = List.of(new SampleRequest("a", 1, 5, "top"), new SampleRequest("b", 1, 5, "1"));
    try (var cached = Sampler.open(ModelBundle.open(out), ONE);
        var whole = Sampler.open(ModelBundle.open(alone), ONE)) {
      assertThat(samples(whole, requests)).isEqualTo(samples(cached, requests));
    }
  }

  @Test
  void aTrainingThatWasKilledGoesOnToTheSameBytes() throws IOException {
    var shape = new ImageShape(1, 8, 8);
    var options = new TrainingOptions(3, 8, 1e-3, 0.9, 0.25, 0, 7, 1);
    var whole = folder.resolve("whole");
    var result = train(SMALL, shape, options, LABELS, new LocalFolder(whole));
    var killed = folder.resolve("killed");
    assertThatThrownBy(() -> train(SMALL, shape, options, LABELS, new LocalFolder(killed, 9)))
        .isInstanceOf(TrainingException.class);
    assertThat(killed).isDirectoryContaining("glob:**/checkpoint-000001.safetensors");
    assertThat(killed.resolve("model.yaml")).doesNotExist();
    assertThat(train(SMALL, shape, options, LABELS, new LocalFolder(killed))).isEqualTo(result);
    for (var name :
        List.of(
            "model.yaml",
            "predictor.onnx",
            "row-encoder.onnx",
            "pixel-predictor.onnx",
            "likelihood/model.yaml",
            "likelihood/likelihood.onnx",
            "samples-003.png")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 16", "3, 12"})
  void theLossFalls(int channels, int side) throws IOException {
    var out = folder.resolve("out");
    var options = new TrainingOptions(4, 8, 0.02, 0.5, 0.25, 0, 7, 1);
    train(SMALL, new ImageShape(channels, side, side), options, LABELS, new LocalFolder(out));
    var losses =
        Files.readAllLines(out.resolve("losses.csv")).stream()
            .filter(line -> line.startsWith("validation"))
            .map(line -> Double.parseDouble(line.split(",", -1)[3]))
            .toList();
    assertThat(losses).hasSize(4);
    assertThat(losses.get(3)).isLessThan(losses.get(0) - 0.3);
  }

  private TrainingResult train(
      PixelCnnOptions model,
      ImageShape shape,
      TrainingOptions options,
      List<String> labels,
      TrainingFolder to)
      throws IOException {
    var identity = new BundleIdentity("toys", "1.0.0", "MIT", labels);
    try (var images = ToyImages.of(folder, 48, shape)) {
      return Training.run(
          new PixelCnn.Family(model), images, options, identity, to, Optional.empty(), () -> false);
    }
  }

  @Test
  void theLossIsTheProbabilityInBits() {
    var shape = new ImageShape(1, 8, 8);
    var options = new TrainingOptions(1, 2, 1e-3, 0, 0, 0, 5, 1);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var model = new PixelCnn.Family(SMALL).open(manager, shape, 0, options)) {
      scope.suppressNotUsedWarning();
      var x = PixelCnns.array(manager, PixelCnns.images(2, shape), shape);
      var batch =
          new Batch(x.add(1).div(2), PixelCnns.labels(manager, 2), new KeyedNoise(manager, 3, 0));
      float[] nats = OnnxRun.of(model.companions().get(0).network().onnx(), Map.of("image", x));
      double bits = -(nats[0] + nats[1]) / 2 / 64 / Math.log(2);
      assertThat((double) model.evaluate(batch)[0]).isCloseTo(bits, Offset.offset(1e-3));
    }
  }
}
