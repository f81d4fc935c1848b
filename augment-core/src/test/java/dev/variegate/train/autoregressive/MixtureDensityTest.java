package dev.variegate.train.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.autoregressive.LogisticMixture;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureDensityTest {

  private static final int LEVELS = 256;

  /** From a distribution within one level to one far wider than all, also beyond the rims. */
  @ParameterizedTest
  @ValueSource(floats = {-7, -5, -2, 0, 4})
  void theProbabilitiesOfTheLevelsAreThoseOfTheFormulaAndSumToOne(float logScale) {
    float[] parameters = {0.3f, -0.4f, 0.123f, 1.2f, logScale, logScale / 2};
    double[] made = probabilities(parameters);
    double sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      assertThat(made[level]).isCloseTo(wanted(parameters, level), Offset.offset(1e-5));
      sum += made[level];
    }
    assertThat(sum).isCloseTo(1, Offset.offset(1e-4));
  }

  /** The formula as the paper has it, in doubles. */
  private static double wanted(float[] parameters, int level) {
    double value = 2.0 * level / 255 - 1;
    double total = Math.exp(parameters[0]) + Math.exp(parameters[1]);
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      double scale = Math.exp(parameters[4 + i]);
      double upper = level == 255 ? 1 : sigmoid((value + 1.0 / 255 - parameters[2 + i]) / scale);
      double lower = level == 0 ? 0 : sigmoid((value - 1.0 / 255 - parameters[2 + i]) / scale);
      sum += Math.exp(parameters[i]) / total * (upper - lower);
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] probabilities(float[] parameters) {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(name -> null);
      var density = new MixtureDensity<>(layers, new LogisticMixture(1, parameters.length / 3));
      var repeated = new float[LEVELS * parameters.length];
      var levels = new float[LEVELS];
      for (int level = 0; level < LEVELS; level++) {
        System.arraycopy(parameters, 0, repeated, level * parameters.length, parameters.length);
        levels[level] = level / 255f;
      }
      var x = EngineArrays.array(manager, levels, new Shape(LEVELS, 1, 1, 1));
      var of = EngineArrays.array(manager, repeated, new Shape(LEVELS, parameters.length, 1, 1));
      float[] nats = density.nats(of, layers.linear(x, 2, -1)).toFloatArray();
      var made = new double[LEVELS];
      for (int level = 0; level < LEVELS; level++) {
        made[level] = Math.exp(nats[level]);
      }
      return made;
    }
  }

  /** A level that no component thinks possible still has a number for its logarithm. */
  @Test
  void theUnlikeliestLevelHasAFiniteLogarithm() {
    float[] certain = {0, -1, -7};
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(name -> null);
      var x = EngineArrays.array(manager, new float[] {127f / 255}, new Shape(1, 1, 1, 1));
      var of = EngineArrays.array(manager, certain, new Shape(1, 3, 1, 1));
      var nats = new MixtureDensity<>(layers, new LogisticMixture(1, 1)).nats(of, x);
      assertThat(nats.getFloat(0)).isBetween(-2000f, -1500f);
    }
  }

  /**
   * Of all colors that differ in one channel, given the others: the channels are one after another.
   */
  @Test
  void theProbabilitiesOfAColorAreOneChannelAfterAnother() {
    var mixture = new LogisticMixture(3, 2);
    var random = Seeds.generator(2, "parameters", 0, 0);
    var parameters = new float[mixture.parameters()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian() - (i >= 8 && i < 14 ? 2 : 0);
    }
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var layers = new TorchLayers(name -> null);
      int count = LEVELS;
      var repeated = new float[count * parameters.length];
      var colors = new float[count * 3];
      for (int level = 0; level < LEVELS; level++) {
        System.arraycopy(parameters, 0, repeated, level * parameters.length, parameters.length);
        colors[3 * level] = 0.2f;
        colors[3 * level + 1] = -0.6f;
        colors[3 * level + 2] = 2f * level / 255 - 1;
      }
      var x = EngineArrays.array(manager, colors, new Shape(count, 3, 1, 1));
      var of = EngineArrays.array(manager, repeated, new Shape(count, parameters.length, 1, 1));
      float[] nats = new MixtureDensity<>(layers, mixture).nats(of, x).toFloatArray();
      double sum = 0;
      for (float each : nats) {
        sum += Math.exp(each);
      }
      assertThat(sum / redAndGreen(parameters)).isCloseTo(1, Offset.offset(1e-3));
    }
  }

  /** The probability of red 0.2 and green -0.6 whatever blue is, in doubles. */
  private static double redAndGreen(float[] parameters) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      double weight = Math.exp(parameters[i]);
      total += weight;
      double red = part(0.2, parameters[2 + i], parameters[8 + i]);
      double mean = parameters[4 + i] + parameters[14 + i] * 0.2f;
      sum += weight * red * part(-0.6, mean, parameters[10 + i]);
    }
    return sum / total;
  }

  private static double part(double value, double mean, double logScale) {
    double scale = Math.exp(logScale);
    return sigmoid((value + 1.0 / 255 - mean) / scale)
        - sigmoid((value - 1.0 / 255 - mean) / scale);
  }
}
