package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.SamplingMode;
import java.util.random.RandomGenerator;

/**
 * Pads the image to at least a given size, and to sides that are multiples of a number; exact.
 * Sides that are long enough are unchanged.
 *
 * @param width minimum of the result, 1..65535 pixels
 * @param height minimum of the result, 1..65535 pixels
 * @param multiple both sides become multiples of it, 1..4096; 1 leaves them unchanged
 * @param place position of the image in the result
 * @param border shown in the padding
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Pad(int width, int height, int multiple, Place place, Border border, double fill)
    implements Augmentation {

  /** Where an image lies in a larger one. */
  public enum Place {
    /** In the middle; a left over pixel falls to the right or the bottom. */
    CENTER,
    /** At the top left. */
    TOP_LEFT,
    /** Anywhere, evenly. */
    RANDOM
  }

  public Pad {
    Require.side(width, "Pad width");
    Require.side(height, "Pad height");
    if (multiple < 1 || multiple > 4096) {
      throw new IllegalArgumentException(
          "Pad multiple is %d but must stay within [1, 4096]; give 1 to leave the sides as they are"
              .formatted(multiple));
    }
    Require.fraction(fill, "Pad fill (fraction of full intensity)");
  }

  /** To 256x256 at least, black, the image in the middle. */
  public Pad() {
    this(256, 256, 1, Place.CENTER, Border.CONSTANT, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    int across = side(width, size.width());
    int down = side(height, size.height());
    int right = across - size.width();
    int below = down - size.height();
    return switch (place) {
      case CENTER -> new At(right / 2, below / 2, across, down, border, fill);
      case TOP_LEFT -> new At(0, 0, across, down, border, fill);
      case RANDOM ->
          new At(random.nextInt(right + 1), random.nextInt(below + 1), across, down, border, fill);
    };
  }

  private int side(int least, int given) {
    return (Math.max(least, given) + multiple - 1) / multiple * multiple;
  }

  /** Pad with the image's place in the result and the result's size fixed, in pixels. */
  public record At(int x, int y, int width, int height, Border border, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      return new Geometric(
          size,
          Homography.shift(x, y),
          new Size(width, height),
          new SamplingMode(Interpolation.NEAREST, border, fill));
    }
  }
}
