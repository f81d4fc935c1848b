package dev.variegate.op.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Makes edges look raised, lit from the top left; size and alpha kept.
 *
 * <p>Reference: Albumentations {@code Emboss}, imgaug {@code Emboss}.
 *
 * @param alpha fraction of the embossed image in the result, 0..1
 * @param strength of the relief, 0..5; 0 leaves it to the diagonal
 */
public record Emboss(Range alpha, Range strength) implements Augmentation {

  public Emboss {
    alpha.requireWithin(0, 1, "Emboss alpha (fraction)");
    strength.requireWithin(0, 5, "Emboss strength");
  }

  /** Two to five tenths of a plain relief. */
  public Emboss() {
    this(Range.of(0.2, 0.5), Range.of(0.2, 0.7));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(alpha.draw(random), strength.draw(random));
  }

  /** Emboss with its numbers fixed. */
  public record At(double alpha, double strength) implements Step {
    @Override
    public Form lower(Size size) {
      float corner = (float) (alpha * (1 + strength));
      float edge = (float) (alpha * strength);
      return (Neighborhood)
          image -> Convolution.colors(image, 3, -corner, -edge, 0, -edge, 1, edge, 0, edge, corner);
    }
  }
}
