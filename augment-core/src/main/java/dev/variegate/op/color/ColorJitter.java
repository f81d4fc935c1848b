package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.PixelMap;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes brightness, contrast, saturation and hue, one after another in random order; size and
 * alpha kept.
 *
 * <p>Reference: torchvision {@code ColorJitter}.
 *
 * @param brightness factor, 0..10; 1 changes nothing
 * @param contrast factor, 0..10; 1 changes nothing
 * @param saturation factor, 0..10; 1 changes nothing
 * @param hue fraction of a full turn, -0.5..0.5; 0 changes nothing
 */
public record ColorJitter(Range brightness, Range contrast, Range saturation, Range hue)
    implements Augmentation {

  private static final int ORDERS = 24;

  public ColorJitter {
    brightness.requireWithin(0, 10, "Color-jitter brightness factor");
    contrast.requireWithin(0, 10, "Color-jitter contrast factor");
    saturation.requireWithin(0, 10, "Color-jitter saturation factor");
    hue.requireWithin(-0.5, 0.5, "Color-jitter hue (fraction of a full turn)");
  }

  /** A fifth either way, hue a twentieth. */
  public ColorJitter() {
    this(Range.of(0.8, 1.2), Range.of(0.8, 1.2), Range.of(0.8, 1.2), Range.of(-0.05, 0.05));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        random.nextInt(ORDERS),
        brightness.draw(random),
        contrast.draw(random),
        saturation.draw(random),
        hue.draw(random));
  }

  /**
   * Color jitter with its numbers fixed.
   *
   * @param order 0..23, which of the orders; 0 is brightness, contrast, saturation, hue
   */
  public record At(int order, double brightness, double contrast, double saturation, double hue)
      implements Step {
    @Override
    public Form lower(Size size) {
      var left =
          new ArrayList<Step>(
              List.of(
                  new Brightness.At(brightness),
                  new Contrast.At(contrast),
                  new Saturation.At(saturation),
                  new Hue.At(hue)));
      var parts = new ArrayList<PixelMap>();
      for (int rest = order; !left.isEmpty(); ) {
        var next = left.remove(rest % left.size());
        rest /= left.size() + 1;
        parts.addAll(((Pointwise) next.lower(size)).parts());
      }
      return new Pointwise(parts);
    }
  }
}
