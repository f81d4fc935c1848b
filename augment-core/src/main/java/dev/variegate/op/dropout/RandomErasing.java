package dev.variegate.op.dropout;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.RandomHole;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Covers one rectangle of random area and aspect ratio, entirely inside the image, with a constant
 * gray; size and alpha kept.
 *
 * <p>Source: Zhong et al., "Random Erasing Data Augmentation", AAAI 2020, algorithm 1, with one
 * gray in place of the paper's random values.
 *
 * @param area fraction of the image's area, above 0 and up to 1
 * @param aspect width divided by height, 0.01..100, drawn log-uniformly
 * @param fill fraction of full intensity, 0..1
 */
public record RandomErasing(Range area, Range aspect, Range fill) implements Augmentation {

  public RandomErasing {
    new RandomHole(area, aspect); // refuses in its own words
    fill.requireWithin(0, 1, "Random-erasing fill (fraction of full intensity)");
  }

  /** A fiftieth to a third of the area, any gray. */
  public RandomErasing() {
    this(Range.of(0.02, 0.33), Range.of(0.3, 3.3), Range.of(0, 1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    var hole = new RandomHole(area, aspect).draw(random, size);
    return new At(hole.x(), hole.y(), hole.width(), hole.height(), fill.draw(random));
  }

  /** Random erasing with its rectangle fixed, in pixels. */
  public record At(int x, int y, int width, int height, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      return new FilledHoles(List.of(new Hole(x, y, width, height)), fill);
    }
  }
}
