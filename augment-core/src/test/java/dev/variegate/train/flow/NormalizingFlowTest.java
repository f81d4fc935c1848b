package dev.variegate.train.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizingFlowTest {

  private static final List<String> LABELS = List.of("top", "middle", "bottom");
  private static final ComputeOptions ONE = ComputeOptions.threads(1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "GLOW, 1, 8, 8, true",
    "GLOW, 3, 20, 32, false",
    "REAL_NVP, 1, 12, 10, true",
    "REAL_NVP, 3, 16, 8, false"
  })
  void aTrainedFlowSamplesAndEncodes(
      FlowKind kind, int channels, int height, int width, boolean conditional) throws IOException {
    var shape = new ImageShape(channels, height, width);
    var out = folder.resolve("out");
    var options = new TrainingOptions(2, 8, 1e-3, 0.9, 0, 0, 7, 1);
    var labels = conditional ? LABELS : List.<String>of();
    train(new FlowOptions(kind, 4, 8, 0.05, 0.7), shape, options, labels, new LocalFolder(out));
    var label = conditional ? "middle" : "";
    var bundle = ModelBundle.open(out);
    try (var sampler = LatentSampler.open(bundle, ONE);
        var space = LatentSpace.open(bundle, ONE, label)) {
      var request = new SampleRequest("sample/1", 1, 0, label);
      try (var image = sampler.sample(List.of(request)).get(0).image()) {
        assertThat(image.size()).isEqualTo(new Size(width, height));
        assertThat(image.channels()).isEqualTo(channels);
        var codes = space.encode(List.of(image));
        assertThat(codes.get(0).length()).isEqualTo(shape.size());
        try (var back = space.decode(codes, List.of(image)).get(0)) {
          assertThat(samples(back)).isEqualTo(samples(image));
        }
      }
    }
    assertThat(Files.readString(out.resolve("model.yaml"))).contains("scale: 0.7");
    assertThat(Files.readString(out.resolve("likelihood/model.yaml")))
        .contains("\"toys-likelihood\"", "task: \"score\"", "role: \"scorer\"", "likelihood.onnx");
  }

  private static byte[] samples(Image image) {
    return image.toBytes();
  }

  @ParameterizedTest
  @EnumSource(FlowKind.class)
  void aTrainingThatWasKilledGoesOnToTheSameBytes(FlowKind kind) throws IOException {
    var shape = new ImageShape(1, 8, 8);
    var flow = new FlowOptions(kind, 4, 8, 0.05, 1);
    var options = new TrainingOptions(3, 8, 1e-3, 0.9, 0.25, 0, 7, 1);
    var whole = folder.resolve("whole");
    var result = train(flow, shape, options, LABELS, new LocalFolder(whole));
    var killed = folder.resolve("killed");
    assertThatThrownBy(() -> train(flow, shape, options, LABELS, new LocalFolder(killed, 8)))
        .isInstanceOf(TrainingException.class);
    assertThat(killed).isDirectoryContaining("glob:**/checkpoint-000001.safetensors");
    assertThat(killed.resolve("model.yaml")).doesNotExist();
    assertThat(train(flow, shape, options, LABELS, new LocalFolder(killed))).isEqualTo(result);
    for (var name :
        List.of(
            "model.yaml",
            "generator.onnx",
            "encoder.onnx",
            "likelihood/model.yaml",
            "likelihood/likelihood.onnx")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @ParameterizedTest
  @CsvSource({"GLOW, 1, 28", "GLOW, 3, 32", "REAL_NVP, 1, 28", "REAL_NVP, 3, 32"})
  void theLossFalls(FlowKind kind, int channels, int side) throws IOException {
    var out = folder.resolve("out");
    var options = new TrainingOptions(4, 8, 0.02, 0.5, 0.25, 0, 7, 1);
    var shape = new ImageShape(channels, side, side);
    train(new FlowOptions(kind, 4, 8, 0.05, 1), shape, options, LABELS, new LocalFolder(out));
    var losses =
        Files.readAllLines(out.resolve("losses.csv")).stream()
            .filter(line -> line.startsWith("validation"))
            .map(line -> Double.parseDouble(line.split(",", -1)[3]))
            .toList();
    assertThat(losses).hasSize(4);
    assertThat(losses.get(3)).isLessThan(losses.get(0) - 0.1);
  }

  private TrainingResult train(
      FlowOptions flow,
      ImageShape shape,
      TrainingOptions options,
      List<String> labels,
      TrainingFolder to)
      throws IOException {
    var identity = new BundleIdentity("toys", "1.0.0", "MIT", labels);
    try (var images = ToyImages.of(folder, 48, shape)) {
      return Training.run(
          new NormalizingFlow.Family(flow),
          images,
          options,
          identity,
          to,
          Optional.empty(),
          () -> false);
    }
  }

  /**
   * With first weights a latent is the samples themselves, turned. Samples in the middle have
   * latents of 0, so that the density of each is that of the normal distribution, {@code 1 / sqrt(2
   * pi)}, times the slope of what enters: 1, or {@code 4 (1 - 2 alpha)} of a logit.
   */
  @ParameterizedTest
  @CsvSource({"GLOW, 0", "REAL_NVP, 0", "GLOW, 0.05", "REAL_NVP, 0.2"})
  void bitsPerDimensionOfFirstWeights(FlowKind kind, double alpha) {
    var shape = new ImageShape(1, 8, 8);
    var options = new TrainingOptions(1, 2, 1e-3, 0.9, 0, 0, 7, 1);
    var family = new NormalizingFlow.Family(new FlowOptions(kind, 2, 4, alpha, 1));
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var model = family.open(manager, shape, 0, options)) {
      scope.suppressNotUsedWarning();
      var samples = new float[2 * shape.size()];
      Arrays.fill(samples, 128 / 255f);
      var images = manager.create(samples, new Shape(2, 1, 8, 8));
      var labels = manager.create(new long[2]);
      var batch = new Batch(images, labels, new KeyedNoise(manager, 3, 0));
      double slope = alpha == 0 ? 1 : 4 * (1 - 2 * alpha);
      double wanted = 8 - Math.log(slope / Math.sqrt(2 * Math.PI)) / Math.log(2);
      assertThat(model.evaluate(batch)[0]).isCloseTo((float) wanted, Offset.offset(1e-3f));
    }
  }

  @Test
  void aFlowIsCalledByItsKind() {
    assertThat(new NormalizingFlow.Family(FlowOptions.DEFAULT).name()).isEqualTo("glow");
    assertThat(new NormalizingFlow.Family(new FlowOptions(FlowKind.REAL_NVP, 4, 8, 0, 1)).name())
        .isEqualTo("real-nvp");
  }
}
