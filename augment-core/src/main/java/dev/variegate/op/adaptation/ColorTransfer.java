package dev.variegate.op.adaptation;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.Reference;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Matches the mean and standard deviation of the image's colors to those of a drawn reference,
 * along each axis of the decorrelated l-alpha-beta space; size and alpha kept. Integer samples are
 * rounded and clamped, float samples may go outside 0..1.
 *
 * <p>Samples darker than 1/255 count as 1/255, because black has no logarithm; so does a standard
 * deviation of natural logarithms below 1/255, because noise must not be stretched to colors. Gray
 * images have only the l axis and use the gray of a color reference. For gray, RGB and RGBA. Named
 * after the title of the paper, the name used since. Source: Reinhard et al., "Color Transfer
 * between Images", IEEE Computer Graphics and Applications 21(5), 2001.
 *
 * @param strength fraction of the image with the reference's colors in the result, 0..1; 0 changes
 *     nothing
 */
public record ColorTransfer(Range strength) implements Augmentation {

  static final String NAME = "Color-transfer";

  public ColorTransfer {
    strength.requireWithin(0, 1, NAME + " strength");
  }

  /** Half-way to wholly. */
  public ColorTransfer() {
    this(Range.of(0.5, 1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return draw(random, DrawContext.of(size));
  }

  @Override
  public Step draw(RandomGenerator random, DrawContext subject) {
    double drawn = strength.draw(random);
    return new At(subject.references().draw(random, NAME), drawn);
  }

  /** Color transfer with its reference and strength fixed. */
  public record At(Reference reference, double strength) implements Step {
    @Override
    public Form lower(Size size) {
      return strength == 0
          ? new Pointwise(List.of())
          : Pointwise.of(new OpponentTransfer(reference, strength));
    }
  }
}
