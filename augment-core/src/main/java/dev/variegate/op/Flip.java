package dev.variegate.op;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Mirrors the picture, left to right or top to bottom; size kept, exact.
 *
 * @param axis horizontal swaps left and right, vertical swaps top and bottom
 */
public record Flip(Axis axis) implements Augmentation {

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
  record At(Axis axis) implements Step {
    @Override
    public Form lower(Size size) {
      throw new UnsupportedOperationException();
    }
  }
}
