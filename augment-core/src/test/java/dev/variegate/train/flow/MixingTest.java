package dev.variegate.train.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MixingTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @Test
  void bringsTheChannelsOfTheFirstBatchToMeanZeroAndDeviationOne() {
    var mixing = new Mixing("one", 4, 9, new Permutation(2, 0, 3, 1));
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = new TrainableWeights(manager, "mixing", 1)) {
      scope.suppressNotUsedWarning();
      mixing.declare(weights);
      var x = Flows.normal(manager, 3, 6, 4, 3, 3).add(EngineArrays.number(weights.at("one.shift"), 7));
      mixing.normalize(weights, x);
      var mixed = layers(mixing, weights).pointwise(x, "one.mix");
      var rows = mixed.transpose(1, 0, 2, 3).reshape(4, -1);
      assertThat(rows.mean(new int[] {1}).toFloatArray()).containsOnly(new float[] {0}, TOLERANCE);
      assertThat(rows.square().mean(new int[] {1}).toFloatArray())
          .containsOnly(new float[] {1}, TOLERANCE);
    }
  }

  @Test
  void theDeterminantIsThatOfTheMatrix() {
    var factors = LuFactors.ofRotation(Seeds.generator(3, "rotation", 0, 0), 4);
    var mixing = new Mixing("one", 4, 9, new LuMatrix("one", factors));
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = new TrainableWeights(manager, "mixing", 1)) {
      scope.suppressNotUsedWarning();
      mixing.declare(weights);
      assertThat(Math.abs(determinant(matrix(mixing, weights)))).isCloseTo(1, Offset.offset(1e-5));
      weights.all().values().forEach(array -> array.addi(Flows.normal(manager, 0.3, array.getShape().getShape())));
      double wanted = Math.log(Math.abs(determinant(matrix(mixing, weights))));
      assertThat(mixing.logDeterminant(weights::at).getFloat() / 9)
          .isCloseTo((float) wanted, TOLERANCE);
    }
  }

  private static double[][] matrix(Mixing mixing, TrainableWeights weights) {
    var recipes = new HashMap<String, Supplier<NDArray>>();
    mixing.derive(recipes, weights::at, name -> recipes.get(name).get());
    float[] values = recipes.get("one.mix.weight").get().toFloatArray();
    var matrix = new double[4][4];
    for (int i = 0; i < 16; i++) {
      matrix[i / 4][i % 4] = values[i];
    }
    return matrix;
  }

  /** By expansion along the first row. */
  private static double determinant(double[][] matrix) {
    if (matrix.length == 1) {
      return matrix[0][0];
    }
    double sum = 0;
    for (int column = 0; column < matrix.length; column++) {
      int without = column;
      var minor =
          Arrays.stream(matrix)
              .skip(1)
              .map(row -> without(row, without))
              .toArray(double[][]::new);
      sum += (column % 2 == 0 ? 1 : -1) * matrix[0][column] * determinant(minor);
    }
    return sum;
  }

  private static double[] without(double[] row, int column) {
    var rest = new double[row.length - 1];
    System.arraycopy(row, 0, rest, 0, column);
    System.arraycopy(row, column + 1, rest, column, rest.length - column);
    return rest;
  }

  @Test
  void unmixingUndoesMixing() {
    var factors = LuFactors.ofRotation(Seeds.generator(3, "rotation", 0, 0), 48);
    var mixing = new Mixing("one", 48, 4, new LuMatrix("one", factors));
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights = new TrainableWeights(manager, "mixing", 1)) {
      scope.suppressNotUsedWarning();
      mixing.declare(weights);
      weights.all().values().forEach(array -> array.addi(Flows.normal(manager, 0.05, array.getShape().getShape())));
      var x = Flows.normal(manager, 1, 2, 48, 2, 2);
      var layers = layers(mixing, weights);
      var back = layers.pointwise(layers.pointwise(x, "one.mix"), "one.unmix");
      assertThat(back.toFloatArray()).containsExactly(x.toFloatArray(), TOLERANCE);
    }
  }

  private static TorchLayers layers(Mixing mixing, TrainableWeights weights) {
    var recipes = new HashMap<String, Supplier<NDArray>>();
    mixing.derive(recipes, weights::at, name -> recipes.get(name).get());
    return new TorchLayers(name -> recipes.get(name).get());
  }

  @Test
  void theOrdersOfRealNvpAreCheckerboardsAndHalves() {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var image = manager.arange(16f).reshape(1, 1, 4, 4);
      var layers = new TorchLayers(name -> image);
      var x = layers.squeeze(image);
      float[][] kept = {
        {0, 2, 8, 10, 5, 7, 13, 15}, {1, 3, 9, 11, 4, 6, 12, 14},
        {0, 2, 8, 10, 1, 3, 9, 11}, {4, 6, 12, 14, 5, 7, 13, 15},
        {0, 2, 8, 10, 5, 7, 13, 15}
      };
      for (int step = 0; step < kept.length; step++) {
        var matrix = new Permutation(ChannelOrders.move(step, 4)).matrix(manager);
        x = matrix.matMul(x.reshape(4, 4)).reshape(new Shape(1, 4, 2, 2));
        assertThat(layers.channels(x, 0, 2).toFloatArray()).containsExactly(kept[step]);
      }
    }
  }
}
