package dev.variegate.op.geometric;

import dev.variegate.form.AxisAlignedTransform;
import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import java.util.random.RandomGenerator;

/**
 * Mirrors the image across its main diagonal: rows become columns. Width and height swap; exact.
 */
public record Transpose() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At();
  }

  /** Transpose as drawn; there is nothing to draw. */
  public record At() implements Step {
    @Override
    public Form lower(Size size) {
      var matrix = Homography.affine(0, 1, 0, 1, 0, 0);
      return new Geometric(size, matrix, AxisAlignedTransform.swapped(size), SamplingMode.NONE);
    }
  }
}
