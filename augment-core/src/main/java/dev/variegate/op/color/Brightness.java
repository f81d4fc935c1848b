package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Curve;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Multiplies every color sample; size and alpha kept. Integer samples are rounded and clamped,
 * float samples may go outside 0..1.
 *
 * <p>Reference: torchvision {@code adjust_brightness}, which cuts where this rounds.
 *
 * @param factor 0..10; 0 gives black, 1 changes nothing
 */
public record Brightness(Range factor) implements Augmentation {

  public Brightness {
    factor.requireWithin(0, 10, "Brightness factor");
  }

  /** A fifth darker to a fifth brighter. */
  public Brightness() {
    this(Range.of(0.8, 1.2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(factor.draw(random));
  }

  /** Brightness with its factor fixed. */
  public record At(double factor) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(Curve.of(x -> x * factor));
    }
  }
}
