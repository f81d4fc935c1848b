package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.pixel.Luma;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Moves every color away from or toward its own gray; size and alpha kept; gray images are
 * unchanged. Integer samples are rounded and clamped, float samples may go outside 0..1.
 *
 * <p>Reference: torchvision {@code adjust_saturation}: blend with the ITU-R BT.601 gray.
 *
 * @param factor 0..10; 0 gives gray, 1 changes nothing
 */
public record Saturation(Range factor) implements Augmentation {

  public Saturation {
    factor.requireWithin(0, 10, "Saturation factor");
  }

  /** A fifth paler to a fifth stronger. */
  public Saturation() {
    this(Range.of(0.8, 1.2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(factor.draw(random));
  }

  /** Saturation with its factor fixed. */
  public record At(double factor) implements Step {
    @Override
    public Form lower(Size size) {
      double red = (1 - factor) * Luma.RED;
      double green = (1 - factor) * Luma.GREEN;
      double blue = (1 - factor) * Luma.BLUE;
      return Pointwise.of(
          ColorMatrix.of(
              red + factor,
              green,
              blue,
              0,
              red,
              green + factor,
              blue,
              0,
              red,
              green,
              blue + factor,
              0));
    }
  }
}
