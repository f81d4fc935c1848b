package dev.variegate.benchmarks.training;

import static dev.variegate.benchmarks.training.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import java.util.HashMap;
import java.util.Map;

/**
 * Divides each weight of a network by its largest singular value, found by one power iteration a
 * step.
 *
 * <p>Source: Miyato et al., "Spectral normalization for generative adversarial networks",
 * arXiv:1802.05957, algorithm 1.
 */
final class SpectralNorm implements AutoCloseable {

  private final TrainableWeights weights;
  private final NDManager manager;
  private final Map<String, NDArray> left = new HashMap<>();

  SpectralNorm(NDManager parent, TrainableWeights weights, long seed) {
    this.weights = weights;
    this.manager = parent.newSubManager();
    weights
        .all()
        .forEach(
            (name, weight) -> {
              if (name.endsWith(".weight")) {
                left.put(name, start(name, (int) weight.getShape().get(0), seed));
              }
            });
  }

  private NDArray start(String name, int rows, long seed) {
    var random = Seeds.generator(seed, "spectral." + name, 0, 0);
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return EngineArrays.array(manager, values, new Shape(1, rows));
  }

  /** The weights of this step, to be computed with; biases stay as they are. */
  Map<String, NDArray> normalized() {
    var result = new HashMap<String, NDArray>();
    weights
        .all()
        .forEach(
            (name, weight) ->
                result.put(name, left.containsKey(name) ? normalized(name, weight) : weight));
    return result;
  }

  private NDArray normalized(String name, NDArray weight) {
    var matrix = weight.reshape(weight.getShape().get(0), -1);
    var fixed = matrix.stopGradient();
    var right = unit(left.get(name).matMul(fixed));
    var next = unit(right.matMul(fixed.transpose()));
    left.get(name).muli(0).addi(next);
    var largest = next.matMul(matrix).mul(right).sum();
    return weight.div(largest);
  }

  private static NDArray unit(NDArray row) {
    return row.div(row.mul(row).sum().sqrt().add(number(row, 1e-12)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
