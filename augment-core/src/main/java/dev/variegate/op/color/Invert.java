package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Curve;
import java.util.random.RandomGenerator;

/**
 * Inverts the image: black becomes white; size and alpha kept.
 *
 * <p>Reference: torchvision {@code invert}.
 */
public record Invert() implements Augmentation {

  private static final Curve NEGATIVE = Curve.of(x -> 1 - x);

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At();
  }

  /** Invert as drawn; there is nothing to draw. */
  public record At() implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(NEGATIVE);
    }
  }
}
