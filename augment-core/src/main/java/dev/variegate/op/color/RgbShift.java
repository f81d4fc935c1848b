package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Adds an offset to each of the three colors; size and alpha kept; gray images are unchanged.
 * Integer samples are rounded and clamped.
 *
 * <p>Reference: Albumentations {@code RGBShift}.
 *
 * @param red fraction of full intensity, -1..1
 * @param green fraction of full intensity, -1..1
 * @param blue fraction of full intensity, -1..1
 */
public record RgbShift(Range red, Range green, Range blue) implements Augmentation {

  public RgbShift {
    red.requireWithin(-1, 1, "Rgb-shift red (fraction of full intensity)");
    green.requireWithin(-1, 1, "Rgb-shift green (fraction of full intensity)");
    blue.requireWithin(-1, 1, "Rgb-shift blue (fraction of full intensity)");
  }

  /** Up to 20 of 255 either way. */
  public RgbShift() {
    this(Range.of(-0.08, 0.08), Range.of(-0.08, 0.08), Range.of(-0.08, 0.08));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(red.draw(random), green.draw(random), blue.draw(random));
  }

  /** RGB shift with its numbers fixed. */
  public record At(double red, double green, double blue) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(ColorMatrix.of(1, 0, 0, red, 0, 1, 0, green, 0, 0, 1, blue));
    }
  }
}
