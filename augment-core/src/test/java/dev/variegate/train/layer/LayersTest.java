package dev.variegate.train.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.OnnxExport.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  /** A layer on an image {@code [2, 4, 6, 6]}, whatever computes it. */
  private interface Body {
    <T> T of(Layers<T> layers, T x);
  }

  private record Named(String name, Body body) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Named named(String name, Body body) {
    return new Named(name, body);
  }

  static Stream<Arguments> layers() {
    return Stream.of(
            named(
                "convolve",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.convolve(x, "three");
                  }
                }),
            named(
                "convolveInside",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.convolveInside(layers.pad(x, 1, 0, 2, 1), "shifted");
                  }
                }),
            named(
                "softplus",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.softplus(layers.linear(x, 40, 0));
                  }
                }),
            named(
                "pointwise",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.pointwise(x, "one");
                  }
                }),
            named(
                "shrink",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.shrink(x, "four");
                  }
                }),
            named(
                "dense",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.dense(layers.flat(x, 144), "dense");
                  }
                }),
            named(
                "crop",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.crop(layers.widen(x), 11, 7);
                  }
                }),
            named(
                "halve",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.halve(layers.plus(x, x));
                  }
                }),
            named(
                "squeeze",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.channels(layers.squeeze(x), 3, 14);
                  }
                }),
            named(
                "unsqueeze",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.join(layers.unsqueeze(x), layers.unsqueeze(layers.tanh(x)));
                  }
                }),
            named(
                "groupNorm",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.silu(layers.groupNorm(x, "norm", 2));
                  }
                }),
            named(
                "normalize",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.normalize(layers.leaky(layers.linear(x, 3, -0.5)));
                  }
                }),
            named(
                "exp",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.times(layers.exp(x), layers.sigmoid(x));
                  }
                }),
            named(
                "sinusoids",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.sinusoids(layers.flat(layers.linear(x, 50, 500), 1), 8);
                  }
                }),
            named(
                "pad",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.pad(layers.groupNorm(x, "norm", 4), 0, 3);
                  }
                }),
            named(
                "sum",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.sum(layers.log(layers.linear(layers.sigmoid(x), 2, 1)));
                  }
                }),
            named(
                "array",
                new Body() {
                  @Override
                  public <T> T of(Layers<T> layers, T x) {
                    return layers.times(x, layers.array("scale"));
                  }
                }))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void bothEnginesMakeTheSameNumbers(Named layer) {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = weights(manager)) {
      scope.suppressNotUsedWarning();
      var x = EngineArrays.array(manager, numbers(2 * 4 * 36), new Shape(2, 4, 6, 6));
      float[] wanted = layer.body().of(new TorchLayers(weights::at), x).toFloatArray();
      var onnx =
          OnnxExport.network(
              "one",
              List.of(Value.floats("x", -1, 4, 6, 6)),
              Value.floats("y"),
              weights.all(),
              layers -> layer.body().of(layers, "x"));
      assertThat(OnnxRun.of(onnx, Map.of("x", x))).containsExactly(wanted, TOLERANCE);
    }
  }

  @Test
  void unsqueezeUndoesSqueeze() {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var x = EngineArrays.array(manager, numbers(2 * 3 * 24), new Shape(2, 3, 4, 6));
      var layers = new TorchLayers(name -> x);
      assertThat(layers.unsqueeze(layers.squeeze(x)).toFloatArray()).isEqualTo(x.toFloatArray());
    }
  }

  @Test
  void groupsHaveMeanZeroAndVarianceOne() {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = new TrainableWeights(manager, "norm", 1).norm("norm", 4)) {
      scope.suppressNotUsedWarning();
      var x = EngineArrays.array(manager, numbers(2 * 4 * 36), new Shape(2, 4, 6, 6));
      var made = new TorchLayers(weights::at).groupNorm(x, "norm", 2).reshape(2, 2, 72);
      assertThat(made.mean(new int[] {2}).toFloatArray())
          .containsOnly(new float[] {0}, Offset.offset(1e-5f));
      assertThat(made.square().mean(new int[] {2}).toFloatArray())
          .containsOnly(new float[] {1}, TOLERANCE);
    }
  }

  private static TrainableWeights weights(NDManager manager) {
    var weights =
        new TrainableWeights(manager, "layers", 5)
            .convolution("three", 4, 5, 3)
            .convolution("one", 4, 3, 1)
            .convolution("shifted", 4, 3, 2, 3)
            .convolution("four", 4, 5, 4)
            .dense("dense", 144, 3)
            .norm("norm", 4)
            .array("scale", new FloatArray(new long[] {1, 4, 1, 1}, numbers(4)));
    weights.at("norm.weight").addi(EngineArrays.array(manager, numbers(4), new Shape(4)));
    return weights;
  }

  private static float[] numbers(int count) {
    var random = Seeds.generator(9, "numbers", count, 0);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
