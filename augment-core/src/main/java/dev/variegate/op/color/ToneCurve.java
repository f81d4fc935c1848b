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
 * Bends the tones with a cubic Bezier curve from black to white whose two inner points are drawn;
 * size and alpha kept.
 *
 * <p>Reference: Albumentations {@code RandomToneCurve}.
 *
 * @param scale standard deviation of the inner points about 1/4 and 3/4, 0..1
 */
public record ToneCurve(Range scale) implements Augmentation {

  public ToneCurve {
    scale.requireWithin(0, 1, "Tone-curve scale");
  }

  /** A tenth to two tenths. */
  public ToneCurve() {
    this(Range.of(0.1, 0.2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double deviation = scale.draw(random);
    return new At(
        within(0.25 + deviation * random.nextGaussian()),
        within(0.75 + deviation * random.nextGaussian()));
  }

  private static double within(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** Tone curve with its inner points fixed, 0..1. */
  public record At(double low, double high) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(
          Curve.of(
              x -> {
                double left = 1 - x;
                return 3 * left * left * x * low + 3 * left * x * x * high + x * x * x;
              }));
    }
  }
}
