package dev.variegate.op.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Blurs along a line, like a moving camera, all channels alike; size kept, mirrored at the edges.
 *
 * @param radius half the length of the line, whole pixels within 1..100
 * @param degrees of the line, counter-clockwise from the horizontal, -180..180
 */
public record MotionBlur(Range radius, Range degrees) implements Augmentation {

  public MotionBlur {
    BlurRadius.require(radius, "Motion-blur");
    degrees.requireWithin(-180, 180, "Motion-blur degrees");
  }

  /** Lines of seven to fifteen, any direction. */
  public MotionBlur() {
    this(Range.of(3, 7), Range.of(-90, 90));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.drawWhole(random), degrees.draw(random));
  }

  /** Motion blur with its line fixed. */
  public record At(int radius, double degrees) implements Step {

    @Override
    public Form lower(Size size) {
      var line = LineBlur.of(radius, degrees);
      return (Neighborhood) image -> AlphaChannel.weighted(image, line::apply);
    }
  }
}
