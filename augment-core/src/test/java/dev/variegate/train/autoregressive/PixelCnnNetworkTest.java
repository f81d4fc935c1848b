package dev.variegate.train.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.generate.autoregressive.PixelSizes;
import dev.variegate.generate.autoregressive.PixelSteps;
import dev.variegate.generate.autoregressive.RasterScan;
import dev.variegate.random.Seeds;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.OnnxRun;
import dev.variegate.train.layer.TorchLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelCnnNetworkTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  /** Changes each pixel in turn, and looks at the parameters of all. */
  @ParameterizedTest
  @CsvSource({"1, 8, 9", "3, 9, 8"})
  void aPixelChangesNothingOfThoseBeforeItNorOfItself(int channels, int height, int width) {
    var shape = new ImageShape(channels, height, width);
    var network = PixelCnns.network(shape, 0);
    int plane = height * width;
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = PixelCnns.weights(manager, network)) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(PixelCnns.all(manager, network, weights)::get);
      var images = PixelCnns.images(1, shape);
      float[] before = parameters(network, layers, images, shape, manager);
      for (int pixel = 0; pixel < plane; pixel++) {
        var changed = images.clone();
        for (int c = 0; c < channels; c++) {
          changed[c * plane + pixel] += 0.5f;
        }
        float[] after = parameters(network, layers, changed, shape, manager);
        for (int i = 0; i < after.length; i++) {
          if (i % plane <= pixel) {
            assertThat(after[i]).as("%d of %d", i, pixel).isEqualTo(before[i]);
          }
        }
        if ((pixel + 1) % width != 0) {
          assertThat(after[pixel + 1]).as("after %d", pixel).isNotEqualTo(before[pixel + 1]);
        }
      }
    }
  }

  private static float[] parameters(
      PixelCnnNetwork network,
      TorchLayers layers,
      float[] images,
      ImageShape shape,
      NDManager manager) {
    return network.parameters(layers, PixelCnns.array(manager, images, shape), null).toFloatArray();
  }

  /**
   * Every level of one pixel, the others as they are: their probabilities are those of the rest.
   */
  @Test
  void theProbabilitiesOfAllLevelsOfTheLastPixelSumToThatOfTheRest() {
    var shape = new ImageShape(1, 8, 8);
    var network = PixelCnns.network(shape, 0);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = PixelCnns.weights(manager, network)) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(PixelCnns.all(manager, network, weights)::get);
      var image = PixelCnns.images(1, shape);
      var images = new float[256 * shape.size()];
      for (int level = 0; level < 256; level++) {
        System.arraycopy(image, 0, images, level * shape.size(), shape.size());
        images[(level + 1) * shape.size() - 1] = 2f * level / 255 - 1;
      }
      var all = PixelCnns.array(manager, images, shape);
      double[] whole = doubles(network.logProbability(layers, all, null).toFloatArray());
      var density = new MixtureDensity<>(layers, network.mixture());
      var parameters = network.parameters(layers, all, null);
      double rest =
          density
              .nats(layers.crop(parameters, 8, 8), all)
              .sub(density.nats(parameters.get(":, :, 7:, 7:"), all.get(":, :, 7:, 7:")))
              .getFloat(0);
      double sum = 0;
      for (double nats : whole) {
        sum += Math.exp(nats - rest);
      }
      assertThat(sum).isCloseTo(1, Offset.offset(1e-3));
    }
  }

  private static double[] doubles(float[] values) {
    var doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** What is drawn with kept states was drawn from what the whole network says of it. */
  @ParameterizedTest
  @CsvSource({"1, 8, 9, 3", "3, 9, 8, 0"})
  void keptStatesChangeNoParameter(int channels, int height, int width, int classes) {
    var shape = new ImageShape(channels, height, width);
    var network = PixelCnns.network(shape, classes);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = PixelCnns.weights(manager, network)) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(PixelCnns.all(manager, network, weights)::get);
      var label = PixelCnns.labels(manager, 2);
      var sizes =
          new PixelSizes(
              2,
              network.mixture(),
              height,
              width,
              network.rowState(),
              network.context(),
              network.pixelState());
      var steps = new Recorded(new TorchSteps(network, layers, sizes, label), new ArrayList<>());
      float[] images = RasterScan.images(sizes, steps, 1, List.of(random("a"), random("b")));
      var x = PixelCnns.array(manager, images, shape);
      float[] whole = network.parameters(layers, x, label).toFloatArray();
      int plane = height * width;
      assertThat(steps.made()).hasSize(plane);
      for (int pixel = 0; pixel < plane; pixel++) {
        float[] kept = steps.made().get(pixel);
        for (int i = 0; i < kept.length; i++) {
          assertThat(kept[i]).isCloseTo(whole[i * plane + pixel], TOLERANCE);
        }
      }
    }
  }

  private static RandomGenerator random(String key) {
    return Seeds.generator(1, key, 0, 0);
  }

  /** Steps whose parameters are looked at later. */
  private record Recorded(PixelSteps steps, List<float[]> made) implements PixelSteps {
    @Override
    public Step row(float[] above, float[] state) {
      return steps.row(above, state);
    }

    @Override
    public Step pixel(float[] left, float[] context, float[] state) {
      var step = steps.pixel(left, context, state);
      made.add(step.made());
      return step;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 28, 20, 3", "3, 8, 16, 0"})
  void bothEnginesMakeTheSameNumbers(int channels, int height, int width, int classes) {
    var shape = new ImageShape(channels, height, width);
    var network = PixelCnns.network(shape, classes);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = PixelCnns.weights(manager, network)) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(PixelCnns.all(manager, network, weights)::get);
      var export = new PixelCnnExport(network, PixelCnns.all(manager, network, weights), 1);
      var x = PixelCnns.array(manager, PixelCnns.images(5, shape), shape);
      var label = PixelCnns.labels(manager, 5);
      var inputs = classes == 0 ? Map.of("image", x) : Map.of("image", x, "label", label);
      float[] wanted = network.parameters(layers, x, label).toFloatArray();
      assertThat(OnnxRun.of(export.all().get(0).onnx(), inputs)).containsExactly(wanted, TOLERANCE);
      float[] nats = network.logProbability(layers, x, label).div(shape.size()).toFloatArray();
      float[] scores = OnnxRun.of(export.likelihood().network().onnx(), inputs);
      for (int i = 0; i < scores.length; i++) {
        assertThat(scores[i] / shape.size()).isCloseTo(nats[i], TOLERANCE);
      }
    }
  }

  @Test
  void optionsOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> new PixelCnnOptions(8, 0, 5, 1))
        .hasMessage(
            "PixelCNN has a width of 8, 0 blocks and 5 components but must have 1 or more of each; raise them");
    assertThatThrownBy(() -> new PixelCnnOptions(8, 1, 5, Double.NaN))
        .hasMessage(
            "PixelCNN has a temperature of NaN but must have one above 0; 1 samples what was learned");
  }
}
