package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import java.util.random.RandomGenerator;

/**
 * Mirrors the image, left to right or top to bottom; size kept, exact.
 *
 * @param axis horizontal swaps left and right, vertical swaps top and bottom
 */
public record Flip(Axis axis) implements Augmentation {

  /** Swaps left and right. */
  public Flip() {
    this(Axis.HORIZONTAL);
  }

  /** Which coordinate is mirrored. */
  public enum Axis {
    HORIZONTAL,
    VERTICAL
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(axis);
  }

  /** Flip as drawn; there is nothing to draw. */
  public record At(Axis axis) implements Step {
    @Override
    public Form lower(Size size) {
      var matrix =
          switch (axis) {
            case HORIZONTAL -> Homography.affine(-1, 0, 0, 0, 1, 0);
            case VERTICAL -> Homography.affine(1, 0, 0, 0, -1, 0);
          };
      return Geometric.inPlace(size, matrix.aboutCenter(size), SamplingMode.NONE);
    }
  }
}
