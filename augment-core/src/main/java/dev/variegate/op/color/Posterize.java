package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.TypeDependentMap;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Keeps the highest bits of every color sample; size and alpha kept. Float samples are quantized to
 * as many levels, white and above to the highest.
 *
 * <p>Reference: torchvision {@code posterize}.
 *
 * @param bits kept, whole numbers within 1..8
 */
public record Posterize(Range bits) implements Augmentation {

  public Posterize {
    bits.requireWithin(1, 8, "Posterize bits");
    bits.requireWhole("Posterize bits");
  }

  /** Three to five bits. */
  public Posterize() {
    this(Range.of(3, 5));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(bits.drawWhole(random));
  }

  /** Posterize with its bits fixed. */
  public record At(int bits) implements Step {
    @Override
    public Form lower(Size size) {
      TypeDependentMap byType =
          type -> {
            double levels = 1 << bits;
            double white = type == SampleType.FLOAT32 ? 1 : type.white();
            double step = type == SampleType.FLOAT32 ? 1 / levels : (white + 1) / levels;
            return Curve.of(
                x -> Math.min(levels - 1, Math.floor(near(x * white / step))) * step / white);
          };
      return Pointwise.of(byType);
    }

    /** A whole number that division has missed by little. */
    private static double near(double value) {
      double whole = Math.rint(value);
      return Math.abs(value - whole) < 1e-9 ? whole : value;
    }
  }
}
