package dev.variegate.train.vae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.Seeds;
import dev.variegate.train.BundleIdentity;
import dev.variegate.train.ImageShape;
import dev.variegate.train.LocalFolder;
import dev.variegate.train.ToyImages;
import dev.variegate.train.Training;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.layer.OnnxRun;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.DecoderNetwork;
import dev.variegate.train.network.Halvings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalVaeTest {

  private static final VaeOptions TINY = new VaeOptions(4, 4, 16, 1);
  private static final TrainingOptions OPTIONS = new TrainingOptions(2, 8, 1e-3, 0.9, 0, 0, 7, 1);
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 8, 8", "1, 28, 28", "3, 32, 32", "3, 30, 41", "1, 13, 9", "3, 64, 128"})
  void anySizeIsTrainedAndOpenedAsABundle(int channels, int height, int width) throws IOException {
    var shape = new ImageShape(channels, height, width);
    var out = folder.resolve("out");
    var identity = new BundleIdentity("toys", "1.0.0", "MIT", List.of("a", "b: c", "1"));
    try (var images = ToyImages.of(folder, 24, shape)) {
      var family = new ConditionalVae.Family(TINY);
      var result =
          Training.run(
              family,
              images,
              OPTIONS,
              identity,
              new LocalFolder(out),
              Optional.empty(),
              () -> false);
      assertThat(result.origin().epochs()).isEqualTo(2);
    }
    var bundle = ModelBundle.open(out);
    assertThat(bundle.description().labels()).containsExactly("a", "b: c", "1");
    try (var sampler = LatentSampler.open(bundle, ComputeOptions.threads(1))) {
      var sampled = sampler.sample(List.of(new SampleRequest("sample/1", 1, 0, "b: c"))).get(0);
      try (var image = sampled.image()) {
        assertThat(image.size()).isEqualTo(new Size(width, height));
        assertThat(image.channels()).isEqualTo(channels);
      }
    }
    assertThat(Files.readString(out.resolve("losses.csv"))).contains("train,2,reconstruction,");
  }

  @Test
  void bothEnginesMakeTheSameNumbers() throws IOException {
    var shape = new ImageShape(3, 30, 20);
    var sizes = Halvings.of(shape, 4);
    var decoder = new DecoderNetwork(sizes, TINY.latent(), TINY.hidden(), 3);
    var encoder = new EncoderNetwork(sizes, TINY, 3);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var decoding = decoder.declare(new TrainableWeights(manager, "decoder", 3));
        var encoding = encoder.declare(new TrainableWeights(manager, "encoder", 3))) {
      scope.suppressNotUsedWarning();
      var networks = new VaeNetworks(decoder, encoder, decoding.all(), encoding.all()).all();
      var z = manager.create(numbers(5 * 4), new Shape(5, 4));
      var label = manager.create(new long[] {0, 1, 2, 0, 1});
      var image = decoder.image(new TorchLayers(decoding::at), z, label);
      var layers = new TorchLayers(encoding::at);
      var latent = encoder.mean(layers, encoder.hidden(layers, image, label));
      assertThat(networks).hasSize(2);
      var made = OnnxRun.of(networks.get(0).onnx(), Map.of("z", z, "label", label));
      assertThat(made).containsExactly(image.toFloatArray(), TOLERANCE);
      var found = OnnxRun.of(networks.get(1).onnx(), Map.of("image", image, "label", label));
      assertThat(found).containsExactly(latent.toFloatArray(), TOLERANCE);
    }
  }

  private static float[] numbers(int count) {
    var random = Seeds.generator(9, "latents", 0, 0);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void theWeightOfTheDivergenceCountsInTheChoiceOfTheEpoch() {
    var family = new ConditionalVae.Family(new VaeOptions(4, 4, 16, 3));
    try (var manager = NDManager.newBaseManager();
        var model = family.open(manager, new ImageShape(1, 8, 8), 0, OPTIONS)) {
      assertThat(model.objective(new double[] {10, 2})).isEqualTo(16);
    }
  }
}
