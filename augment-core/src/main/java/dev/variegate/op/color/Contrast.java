package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.ImageDependentMap;
import dev.variegate.pixel.Luma;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Moves every color sample away from or toward the mean gray of the image; size and alpha kept.
 * Integer samples are rounded and clamped, float samples may go outside 0..1.
 *
 * <p>Reference: torchvision {@code adjust_contrast}: blend with the mean, rounded to a sample
 * value, of the ITU-R BT.601 gray image; a gray image is its own.
 *
 * @param factor 0..10; 0 gives flat gray, 1 changes nothing
 */
public record Contrast(Range factor) implements Augmentation {

  public Contrast {
    factor.requireWithin(0, 10, "Contrast factor");
  }

  /** A fifth flatter to a fifth stronger. */
  public Contrast() {
    this(Range.of(0.8, 1.2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(factor.draw(random));
  }

  /** Contrast with its factor fixed. */
  public record At(double factor) implements Step {
    @Override
    public Form lower(Size size) {
      ImageDependentMap aboutTheMean =
          (mat, type) -> {
            double gray = Luma.mean(mat, type);
            return Curve.of(x -> gray + (x - gray) * factor);
          };
      return Pointwise.of(aboutTheMean);
    }
  }
}
