package dev.variegate.pixel;

import dev.variegate.image.Size;
import dev.variegate.random.Range;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * A rectangle of drawn size and place, always inside the image.
 *
 * <p>Its aspect is drawn evenly on a logarithmic scale, so that lying and standing ones are alike
 * likely; its place evenly among those where it fits. One that fits nowhere is drawn again, ten
 * times at most, and then cut to the image's sides. Source: Zhong et al., "Random Erasing Data
 * Augmentation", AAAI 2020, algorithm 1, which draws the aspect evenly.
 *
 * @param area fraction of the image's area, above 0 and up to 1
 * @param aspect width divided by height, 0.01..100
 */
public record RandomHole(Range area, Range aspect) implements Serializable {

  private static final int TRIES = 10;

  public RandomHole {
    area.requirePart("Erased area (fraction of the image)");
    aspect.requireWithin(0.01, 100, "Erased aspect (width divided by height)");
  }

  /** 2 to 40 hundredths of the area, aspect 0.3 to 1/0.3: the paper's. */
  public RandomHole() {
    this(Range.of(0.02, 0.4), Range.of(0.3, 1 / 0.3));
  }

  /** Draws the rectangle for an image of this size. */
  public Hole draw(RandomGenerator random, Size size) {
    var drawn = drawSize(random, size);
    for (int i = 1; i < TRIES && !fits(drawn, size); i++) {
      drawn = drawSize(random, size);
    }
    int width = Math.min(drawn.width(), size.width());
    int height = Math.min(drawn.height(), size.height());
    int x = random.nextInt(size.width() - width + 1);
    int y = random.nextInt(size.height() - height + 1);
    return new Hole(x, y, width, height);
  }

  private Size drawSize(RandomGenerator random, Size size) {
    var logarithm = Range.of(StrictMath.log(aspect.low()), StrictMath.log(aspect.high()));
    double pixels = area.draw(random) * size.pixels();
    double ratio = StrictMath.exp(logarithm.draw(random));
    int width = (int) Math.rint(Math.sqrt(pixels * ratio));
    int height = (int) Math.rint(Math.sqrt(pixels / ratio));
    return new Size(Math.max(1, width), Math.max(1, height));
  }

  private static boolean fits(Size drawn, Size size) {
    return drawn.width() <= size.width() && drawn.height() <= size.height();
  }
}
