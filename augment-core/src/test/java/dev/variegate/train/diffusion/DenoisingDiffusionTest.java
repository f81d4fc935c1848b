package dev.variegate.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.Seeds;
import dev.variegate.train.BundleIdentity;
import dev.variegate.train.ImageShape;
import dev.variegate.train.LocalFolder;
import dev.variegate.train.ToyImages;
import dev.variegate.train.Training;
import dev.variegate.train.TrainingException;
import dev.variegate.train.TrainingFolder;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.TrainingResult;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.OnnxRun;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
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

class DenoisingDiffusionTest {

  private static final DdpmOptions TINY =
      new DdpmOptions(8, Target.EPSILON, NoiseCurve.LINEAR, 1000, 0.2);
  private static final List<String> LABELS = List.of("top", "middle", "bottom");
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 8, 8", "1, 28, 28", "3, 13, 9", "3, 30, 41", "3, 64, 128"})
  void anySizeIsTrainedAndOpenedAsABundle(int channels, int height, int width) throws IOException {
    var shape = new ImageShape(channels, height, width);
    var out = folder.resolve("out");
    train(TINY, shape, 16, options(1), LABELS, new LocalFolder(out));
    try (var image = sample(out, new DiffusionOptions("ddim", 3, 0, 2), "middle")) {
      assertThat(image.size()).isEqualTo(new Size(width, height));
      assertThat(image.channels()).isEqualTo(channels);
    }
    assertThat(Files.readString(out.resolve("losses.csv"))).contains("train,1,error,");
  }

  @Test
  void aBundleWithoutClassesIsSampledByEveryScheduler() throws IOException {
    var out = folder.resolve("out");
    train(TINY, new ImageShape(1, 8, 8), 16, options(1), List.of(), new LocalFolder(out));
    for (var scheduler : List.of("", "ddpm", "dpm-solver", "heun", "unipc", "euler-ancestral")) {
      try (var image = sample(out, new DiffusionOptions(scheduler, 5, 0, 1), "")) {
        assertThat(image.size()).isEqualTo(new Size(8, 8));
      }
    }
    assertThatThrownBy(() -> sample(out, new DiffusionOptions("", 5, 0, 2), ""))
        .hasMessageContaining("has no unconditional class");
  }

  @Test
  void withoutClassDropoutThereIsNoGuidance() throws IOException {
    var out = folder.resolve("out");
    var plain = new DdpmOptions(8, Target.EPSILON, NoiseCurve.LINEAR, 1000, 0);
    train(plain, new ImageShape(1, 8, 8), 16, options(1), LABELS, new LocalFolder(out));
    assertThatThrownBy(() -> sample(out, new DiffusionOptions("", 5, 0, 2), "top"))
        .hasMessageContaining("has no unconditional class");
  }

  @ParameterizedTest
  @CsvSource({"1, 28", "3, 32"})
  void theErrorFalls(int channels, int side) throws IOException {
    var out = folder.resolve("out");
    var shape = new ImageShape(channels, side, side);
    train(TINY, shape, 64, options(4), LABELS, new LocalFolder(out));
    var errors =
        Files.readAllLines(out.resolve("losses.csv")).stream()
            .skip(1)
            .map(line -> Double.parseDouble(line.split(",", -1)[3]))
            .toList();
    assertThat(errors.get(3)).isLessThan(0.8 * errors.get(0));
  }

  /** A wrong scale of timesteps, target or noise leaves samples noise although the error falls. */
  @ParameterizedTest
  @CsvSource({"VELOCITY, COSINE", "VELOCITY, LINEAR"})
  void samplesShowTheClassAskedFor(Target target, NoiseCurve curve) throws IOException {
    var out = folder.resolve("out");
    var options = new DdpmOptions(16, target, curve, 1000, 0.1);
    var training = new TrainingOptions(30, 16, 3e-3, 0.95, 0, 0, 7, 1);
    train(options, new ImageShape(1, 12, 12), 192, training, LABELS, new LocalFolder(out));
    for (var scheduler : List.of("ddim", "dpm-solver")) {
      for (double guidance : new double[] {1, 1.5}) {
        for (int label = 0; label < LABELS.size(); label++) {
          var asked = new DiffusionOptions(scheduler, 20, 0, guidance);
          try (var image = sample(out, asked, LABELS.get(label))) {
            for (int third = 0; third < LABELS.size(); third++) {
              double mean = mean(image.toBytes(), third * 48, 48);
              assertThat(mean)
                  .as("%s, guidance %s, class %d, part %d", scheduler, guidance, label, third)
                  .isBetween(third == label ? 170.0 : 0, third == label ? 255.0 : 70);
            }
          }
        }
      }
    }
  }

  private static double mean(byte[] samples, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Byte.toUnsignedInt(samples[i]);
    }
    return sum / count;
  }

  @Test
  void aTrainingThatWasKilledGoesOnToTheSameBytes() throws IOException {
    var whole = folder.resolve("whole");
    var killed = folder.resolve("killed");
    var shape = new ImageShape(1, 12, 12);
    var result = train(TINY, shape, 32, options(3), LABELS, new LocalFolder(whole));
    assertThatThrownBy(
            () -> train(TINY, shape, 32, options(3), LABELS, new LocalFolder(killed, 11)))
        .isInstanceOf(TrainingException.class);
    assertThat(killed).isDirectoryContaining("glob:**/checkpoint-000002.safetensors");
    assertThat(killed.resolve("model.yaml")).doesNotExist();
    assertThat(train(TINY, shape, 32, options(3), LABELS, new LocalFolder(killed)))
        .isEqualTo(result);
    for (var name :
        List.of("model.yaml", "denoiser.onnx", "scheduler_config.json", "training.yaml")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 28, 28, 0", "3, 32, 32, 4", "3, 50, 61, 4"})
  void bothEnginesMakeTheSameNumbers(int channels, int height, int width, int count) {
    var shape = new ImageShape(channels, height, width);
    var classes = new KnownClasses(count, 0.1);
    var network = new DenoiserNetwork(Levels.of(shape, 8), classes.rows());
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = network.declare(new TrainableWeights(manager, "denoiser", 3))) {
      scope.suppressNotUsedWarning();
      weights
          .all()
          .forEach((name, weight) -> weight.addi(numbers(manager, weight.getShape(), 0.1)));
      var x = numbers(manager, new Shape(3, channels, height, width), 1);
      var t = EngineArrays.array(manager, new float[] {0, 431, 999}, new Shape(3));
      var label = EngineArrays.array(manager, new long[] {0, 2, count});
      var wanted = network.prediction(new TorchLayers(weights::at), x, t, label);
      assertThat(wanted.getShape()).isEqualTo(x.getShape());
      var inputs = count == 0 ? Map.of("x", x, "t", t) : Map.of("x", x, "t", t, "label", label);
      var onnx = new DenoiserExport(network, classes, weights.all()).network().onnx();
      assertThat(OnnxRun.of(onnx, inputs)).containsExactly(wanted.toFloatArray(), TOLERANCE);
    }
  }

  private static NDArray numbers(NDManager manager, Shape shape, double scale) {
    var random = Seeds.generator(9, "numbers", (int) shape.size(), 0);
    var values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return EngineArrays.array(manager, values, shape);
  }

  private TrainingResult train(
      DdpmOptions options,
      ImageShape shape,
      int count,
      TrainingOptions training,
      List<String> labels,
      TrainingFolder place)
      throws IOException {
    var identity = new BundleIdentity("toys", "1.0.0", "MIT", labels);
    try (var images = ToyImages.of(folder, count, shape)) {
      return Training.run(
          new DenoisingDiffusion.Family(options),
          images,
          training,
          identity,
          place,
          Optional.empty(),
          () -> false);
    }
  }

  private static TrainingOptions options(int epochs) {
    return new TrainingOptions(epochs, 8, 2e-3, 0.9, 0, 0, 7, 1);
  }

  private static Image sample(Path bundle, DiffusionOptions options, String label)
      throws IOException {
    try (var sampler =
        DiffusionSampler.open(
            ModelBundle.open(bundle), ComputeOptions.threads(1), options, StepListener.NONE)) {
      var made = sampler.sample(List.of(new SampleRequest("s/1", 1, 0, label)));
      return made.get(0).image();
    }
  }
}
