package dev.variegate.generate.framing;

import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole;
import java.util.Arrays;

/** One number for all rows of a batch, as labels, strengths and timesteps are fed. */
public final class BatchScalars {

  private BatchScalars() {}

  /**
   * The tensor of a number, which is rounded where the network takes whole ones.
   *
   * @param described of shape {@code [batch]}, or {@code [1]} where all rows share one
   */
  public static Tensor of(TensorDescription described, int rows, double value) {
    int count = described.shape().get(0) == 1 ? 1 : rows;
    boolean isClass = described.meaning() instanceof TensorRole.Label;
    if (described.type().isReal() && !isClass) {
      var values = new float[count];
      Arrays.fill(values, (float) value);
      return Tensor.of(values, count);
    }
    var values = new long[count];
    Arrays.fill(values, Math.round(value));
    return Tensor.of(values, count);
  }
}
