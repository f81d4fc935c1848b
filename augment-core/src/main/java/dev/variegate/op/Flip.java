package dev.variegate.op;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Mirrors the picture, left to right or top to bottom; size kept, exact.
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
            case HORIZONTAL -> Matrix3.affine(-1, 0, 0, 0, 1, 0);
            case VERTICAL -> Matrix3.affine(1, 0, 0, 0, -1, 0);
          };
      return Geometric.inPlace(size, matrix.aboutCentre(size), Sampling.NONE);
    }
  }
}
