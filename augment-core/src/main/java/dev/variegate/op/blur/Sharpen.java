package dev.variegate.op.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Blends the image with a sharpened copy, whose pixels stand out from their eight neighbors; size
 * and alpha kept.
 *
 * <p>Reference: Albumentations {@code Sharpen} (kernel), imgaug {@code Sharpen}.
 *
 * @param alpha fraction of the sharpened image in the result, 0..1
 * @param lightness added to the center of the kernel -1 .. 8 .. -1, 0.5..2; 1 keeps the brightness
 */
public record Sharpen(Range alpha, Range lightness) implements Augmentation {

  public Sharpen {
    alpha.requireWithin(0, 1, "Sharpen alpha (fraction)");
    lightness.requireWithin(0.5, 2, "Sharpen lightness");
  }

  /** Two to five tenths, brightness kept. */
  public Sharpen() {
    this(Range.of(0.2, 0.5), Range.fixed(1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(alpha.draw(random), lightness.draw(random));
  }

  /** Sharpen with its numbers fixed. */
  public record At(double alpha, double lightness) implements Step {
    @Override
    public Form lower(Size size) {
      float around = (float) -alpha;
      float middle = (float) (1 - alpha + alpha * (8 + lightness));
      return (Neighborhood)
          image ->
              Convolution.colors(
                  image, 3, around, around, around, around, middle, around, around, around, around);
    }
  }
}
