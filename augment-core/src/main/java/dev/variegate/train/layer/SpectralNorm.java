package dev.variegate.train.layer;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.random.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Divides each weight of a network by its largest singular value, found by one power iteration a
 * step.
 *
 * <p>Source: Miyato et al., "Spectral normalization for generative adversarial networks",
 * arXiv:1802.05957, algorithm 1.
 */
public final class SpectralNorm implements Resumable, AutoCloseable {

  private final TrainableWeights weights;
  private final NamedArrays left;

  /** Of all arrays of the network that are no biases. */
  public SpectralNorm(NDManager parent, TrainableWeights weights, long seed) {
    this.weights = weights;
    this.left = new NamedArrays(parent);
    weights
        .all()
        .forEach(
            (name, weight) -> {
              if (name.endsWith(".weight")) {
                left.put(name, start(name, (int) weight.getShape().get(0), seed));
              }
            });
  }

  private static FloatArray start(String name, int rows, long seed) {
    var random = Seeds.generator(seed, "spectral." + name, 0, 0);
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FloatArray(new long[] {1, rows}, values);
  }

  /** The weights of this step, to be computed with; biases stay as they are. */
  public Map<String, NDArray> normalized() {
    return divided((name, next) -> left.at(name).muli(0).addi(next));
  }

  /** The same, the iteration being kept where it is, for what must not learn. */
  public Map<String, NDArray> frozen() {
    return divided((name, next) -> {});
  }

  private Map<String, NDArray> divided(BiConsumer<String, NDArray> found) {
    var result = new HashMap<String, NDArray>();
    weights
        .all()
        .forEach(
            (name, weight) ->
                result.put(
                    name, left.all().containsKey(name) ? divided(name, weight, found) : weight));
    return result;
  }

  private NDArray divided(String name, NDArray weight, BiConsumer<String, NDArray> found) {
    var matrix = weight.reshape(weight.getShape().get(0), -1);
    var fixed = matrix.stopGradient();
    var right = unit(left.at(name).matMul(fixed));
    var next = unit(right.matMul(fixed.transpose()));
    found.accept(name, next);
    var largest = next.matMul(matrix).mul(right).sum();
    return weight.div(largest);
  }

  private static NDArray unit(NDArray row) {
    return row.div(row.mul(row).sum().sqrt().add(number(row, 1e-12)));
  }

  @Override
  public void save(String prefix, Snapshot to) {
    left.save(prefix, to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    left.restore(prefix, from);
  }

  @Override
  public void close() {
    left.close();
  }
}
