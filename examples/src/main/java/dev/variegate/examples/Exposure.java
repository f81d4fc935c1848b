package dev.variegate.examples;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Curve;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * An operation of one's own: more or less light, each stop doubling or halving every color sample.
 *
 * <p>It is listed in {@code META-INF/services/dev.variegate.op.Augmentation}; with its jar beside
 * the assembly ({@code --jars}) policy files know it: {@code steps: [{exposure: {stops: [-1,
 * 1]}}]}.
 *
 * @param stops drawn evenly, within -4..4
 */
public record Exposure(Range stops) implements Augmentation {

  public Exposure {
    stops.requireWithin(-4, 4, "Exposure stops");
  }

  /** What the word alone stands for: up to half the light or twice as much. */
  public Exposure() {
    this(Range.of(-1, 1));
  }

  /** The only place where chance is used. */
  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(stops.draw(random));
  }

  /** Exposure as drawn; this record stands in the lineage, which can be replayed. */
  public record At(double stops) implements Step {
    @Override
    public Form lower(Size size) {
      double factor = StrictMath.pow(2, stops);
      return Pointwise.of(Curve.of(sample -> Math.min(1, sample * factor)));
    }
  }
}
