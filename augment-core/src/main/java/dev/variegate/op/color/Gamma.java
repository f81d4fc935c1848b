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
 * Raises every color sample, as a fraction of full intensity, to a power; size and alpha kept.
 * Float samples below 0 become 0.
 *
 * <p>Reference: torchvision {@code adjust_gamma}.
 *
 * @param gamma the exponent, 0.01..100; above 1 darkens, 1 changes nothing
 */
public record Gamma(Range gamma) implements Augmentation {

  public Gamma {
    gamma.requireWithin(0.01, 100, "Gamma");
  }

  /** A fifth brighter to a quarter darker in the exponent. */
  public Gamma() {
    this(Range.of(0.8, 1.25));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(gamma.draw(random));
  }

  /** Gamma with its exponent fixed. */
  public record At(double gamma) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(Curve.of(x -> StrictMath.pow(Math.max(0, x), gamma)));
    }
  }
}
