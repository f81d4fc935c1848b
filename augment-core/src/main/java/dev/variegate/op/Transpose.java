package dev.variegate.op;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Mirrors the picture at its falling diagonal: rows become columns. Width and height swap; exact.
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
      var matrix = Matrix3.affine(0, 1, 0, 1, 0, 0);
      return new Geometric(size, matrix, Upright.swapped(size), Sampling.NONE);
    }
  }
}
