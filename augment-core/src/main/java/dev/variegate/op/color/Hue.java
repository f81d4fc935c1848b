package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Shifts the hue of every color in HSV; size and alpha kept; gray images are unchanged.
 *
 * <p>Reference: torchvision {@code adjust_hue}.
 *
 * @param turns fraction of a full turn, -0.5..0.5; a third makes red green
 */
public record Hue(Range turns) implements Augmentation {

  public Hue {
    turns.requireWithin(-0.5, 0.5, "Hue turns (fraction of a full turn)");
  }

  /** Up to a twentieth of a turn either way. */
  public Hue() {
    this(Range.of(-0.05, 0.05));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(turns.draw(random));
  }

  /** Hue with its turn fixed. */
  public record At(double turns) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(new HueRotation(turns));
    }
  }
}
