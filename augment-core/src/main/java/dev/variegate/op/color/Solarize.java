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
 * Inverts every color sample at or above a threshold; size and alpha kept.
 *
 * <p>Reference: torchvision {@code solarize}. Source: Cubuk et al., "AutoAugment",
 * arXiv:1805.09501, table of operations.
 *
 * @param threshold fraction of full intensity, 0..1; 0 inverts all
 */
public record Solarize(Range threshold) implements Augmentation {

  public Solarize {
    threshold.requireWithin(0, 1, "Solarize threshold (fraction of full intensity)");
  }

  /** From the middle to near white. */
  public Solarize() {
    this(Range.of(0.5, 0.9));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(threshold.draw(random));
  }

  /** Solarize with its threshold fixed. */
  public record At(double threshold) implements Step {

    /** Far below a 16-bit step, above what division rounds. */
    private static final double ROUNDING = 1e-9;

    @Override
    public Form lower(Size size) {
      return Pointwise.of(Curve.of(x -> x < threshold - ROUNDING ? x : 1 - x));
    }
  }
}
