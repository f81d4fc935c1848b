package dev.variegate.train.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.OnnxRun;
import dev.variegate.train.layer.TorchLayers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "GLOW, 1, 8, 8, 0.05",
    "GLOW, 1, 28, 28, 0.05",
    "GLOW, 3, 32, 32, 0",
    "GLOW, 3, 30, 44, 0.05",
    "GLOW, 3, 64, 128, 0.05",
    "REAL_NVP, 1, 8, 8, 0",
    "REAL_NVP, 1, 28, 28, 0.05",
    "REAL_NVP, 3, 32, 32, 0.05",
    "REAL_NVP, 1, 10, 16, 1e-3"
  })
  void decodingUndoesEncoding(FlowKind kind, int channels, int height, int width, double alpha) {
    var shape = new ImageShape(channels, height, width);
    var network = Flows.network(kind, shape, alpha);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = Flows.moved(manager, network)) {
      scope.suppressNotUsedWarning();
      var x = Flows.images(manager, 4, shape);
      var label = Flows.labels(manager, 4);
      var layers = new TorchLayers(new FlowWeights(network, weights::at)::at);
      var latent = network.encode(layers, x, label).latent();
      assertThat(latent.getShape().getShape()).containsExactly(4, shape.size());
      float[] back = network.decode(layers, latent, label).toFloatArray();
      assertThat(Flows.distance(back, x.toFloatArray())).isLessThan(1e-4);
    }
  }

  /** The density is that of the latent times the determinant, by differences in 64 bits. */
  @ParameterizedTest
  @CsvSource({"GLOW, 1, 16, 0.05", "REAL_NVP, 1, 16, 0.05", "GLOW, 3, 8, 0"})
  void theDensityHasTheDeterminantOfTheJacobian(
      FlowKind kind, int channels, int side, double alpha) {
    var shape = new ImageShape(channels, side, side);
    var network = Flows.network(kind, shape, alpha);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = Flows.moved(manager, network)) {
      scope.suppressNotUsedWarning();
      var derived = new FlowWeights(network, weights::at);
      var layers = new TorchLayers(name -> derived.at(name).toType(DataType.FLOAT64, false));
      var x = Flows.images(manager, 1, shape).toType(DataType.FLOAT64, false);
      var label = EngineArrays.array(manager, new long[] {2});
      var encoded = network.encode(layers, x, label);
      var factors = LuFactors.of(jacobian(network, layers, x, label));
      double determinant =
          Arrays.stream(factors.diagonal()).map(d -> Math.log(Math.abs(d))).sum();
      double squares = encoded.latent().square().sum().getDouble();
      double normal = -0.5 * (squares + shape.size() * Math.log(2 * Math.PI));
      assertThat(encoded.logDensity().getDouble(0))
          .isCloseTo(normal + determinant, Offset.offset(1e-3));
    }
  }

  private static double[][] jacobian(
      FlowNetwork network, TorchLayers layers, NDArray x, NDArray label) {
    double step = 1e-6;
    int size = (int) x.size();
    var jacobian = new double[size][];
    var eye = x.getManager().eye(size).toType(DataType.FLOAT64, false).mul(step);
    var labels = label.repeat(size);
    var shape = new Shape(size, x.getShape().get(1), x.getShape().get(2), x.getShape().get(3));
    var above = network.encode(layers, x.reshape(1, -1).add(eye).reshape(shape), labels).latent();
    var below = network.encode(layers, x.reshape(1, -1).sub(eye).reshape(shape), labels).latent();
    var slopes = above.sub(below).div(2 * step).toDoubleArray();
    for (int i = 0; i < size; i++) {
      jacobian[i] = Arrays.copyOfRange(slopes, i * size, (i + 1) * size);
    }
    return jacobian;
  }

  @ParameterizedTest
  @CsvSource({"GLOW, 1, 28, 28, 0.05", "REAL_NVP, 3, 16, 20, 0"})
  void bothEnginesMakeTheSameNumbers(
      FlowKind kind, int channels, int height, int width, double alpha) {
    var shape = new ImageShape(channels, height, width);
    var network = Flows.network(kind, shape, alpha);
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = Flows.moved(manager, network)) {
      scope.suppressNotUsedWarning();
      var derived = new FlowWeights(network, weights::at);
      var all = new HashMap<>(derived.with(weights.all()));
      var parts = Flows.images(manager, 1, shape).div(256);
      all.put(FlowNetworks.PARTS, parts);
      var networks = new FlowNetworks(network, all, 1);
      var layers = new TorchLayers(derived::at);
      var image = Flows.images(manager, 5, shape);
      var label = Flows.labels(manager, 5);
      var latent = network.encode(layers, SampleScale.middles(layers, image), label).latent();
      var encoder = networks.all().get(1);
      float[] encoded = OnnxRun.of(encoder.onnx(), Map.of("image", image, "label", label));
      assertThat(Flows.distance(encoded, latent.toFloatArray())).isLessThan(1e-4);
      var generator = networks.all().get(0);
      float[] decoded = OnnxRun.of(generator.onnx(), Map.of("z", latent, "label", label));
      assertThat(Flows.distance(decoded, image.toFloatArray())).isLessThan(1e-4);
      var x = SampleScale.levels(layers, image).add(parts);
      var nats = network.encode(layers, x, label).logDensity().sub(shape.size() * Math.log(256));
      var scorer = networks.likelihood().network();
      float[] scores = OnnxRun.of(scorer.onnx(), Map.of("image", image, "label", label));
      assertThat(scores).hasSize(5);
      for (int i = 0; i < 5; i++) {
        assertThat(scores[i] / shape.size())
            .isCloseTo(nats.getFloat(i) / shape.size(), Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void levelsFitTheSides() {
    assertThat(FlowSizes.of(new ImageShape(1, 28, 28)).levels())
        .containsExactly(new FlowSizes.Level(4, 14, 14), new FlowSizes.Level(8, 7, 7));
    assertThat(FlowSizes.of(new ImageShape(3, 32, 64)).levels())
        .containsExactly(
            new FlowSizes.Level(12, 16, 32),
            new FlowSizes.Level(24, 8, 16),
            new FlowSizes.Level(48, 4, 8));
    assertThat(FlowSizes.of(new ImageShape(3, 128, 128)).levels()).hasSize(4);
  }

  @Test
  void oddSidesAreRefused() {
    assertThatThrownBy(() -> FlowSizes.of(new ImageShape(3, 30, 41)))
        .hasMessage(
            "Images to train a flow on are 41x30 RGB but must have even sides; set imageSize to 42x30, or train another family");
  }

  @Test
  void optionsOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> new FlowOptions(FlowKind.GLOW, 0, 8, 0, 1))
        .hasMessage("Flow has 0 steps of width 8 but must have 1 or more of both; raise them");
    assertThatThrownBy(() -> new FlowOptions(FlowKind.GLOW, 1, 8, 0.5, 1))
        .hasMessage(
            "Flow has an alpha of 0.5 but must have one from 0 to below 0.5; 0 takes samples as they are, 0.05 is usual");
    assertThatThrownBy(() -> new FlowOptions(FlowKind.GLOW, 1, 8, 0, 0))
        .hasMessage(
            "Flow has a temperature of 0.0 but must have one above 0; 1 samples what was learned");
  }
}
