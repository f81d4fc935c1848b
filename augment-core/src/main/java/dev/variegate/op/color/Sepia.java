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
 * Gives an image the brown of an old photograph; size and alpha kept; gray images are unchanged.
 * Integer samples are rounded and clamped.
 *
 * <p>Reference: Albumentations {@code ToSepia}, whose matrix is Microsoft's.
 *
 * @param amount 0..1; 0 changes nothing, 1 is all sepia
 */
public record Sepia(Range amount) implements Augmentation {

  private static final double[] BROWN = {
    0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0
  };

  private static final double[] SAME = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

  public Sepia {
    amount.requireWithin(0, 1, "Sepia amount");
  }

  /** All sepia. */
  public Sepia() {
    this(Range.fixed(1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(amount.draw(random));
  }

  /** Sepia with its amount fixed. */
  public record At(double amount) implements Step {
    @Override
    public Form lower(Size size) {
      var rows = new double[BROWN.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = SAME[i] + amount * (BROWN[i] - SAME[i]);
      }
      return Pointwise.of(ColorMatrix.of(rows));
    }
  }
}
