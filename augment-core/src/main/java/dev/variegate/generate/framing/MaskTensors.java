package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.Layout;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Mask;
import java.util.Arrays;
import java.util.List;

/** Turns masks into the tensor that a network wants. */
public final class MaskTensors {

  /** A resized mask is soft: what has any fraction of the hole belongs to it, rounding aside. */
  private static final float TRACE = 1e-3f;

  private MaskTensors() {}

  /**
   * The masks as one batch, filled up with masks without a hole.
   *
   * @param described a tensor whose meaning is mask
   * @param masks of one channel and the given size; what is not black is hole
   * @param rows of the batch
   */
  public static Tensor of(TensorDescription described, List<Image> masks, Size size, int rows) {
    var meaning = (Mask) described.meaning();
    int row = Math.toIntExact(size.pixels());
    var values = new float[Math.multiplyExact(rows, row)];
    Arrays.fill(values, (float) meaning.kept());
    for (int i = 0; i < masks.size(); i++) {
      var fractions = UnitFloats.of(masks.get(i));
      for (int k = 0; k < row; k++) {
        if (fractions[k] > TRACE) {
          values[i * row + k] = (float) meaning.hole();
        }
      }
    }
    return meaning.layout() == Layout.NHWC
        ? Tensor.of(values, rows, size.height(), size.width(), 1)
        : Tensor.of(values, rows, 1, size.height(), size.width());
  }
}
