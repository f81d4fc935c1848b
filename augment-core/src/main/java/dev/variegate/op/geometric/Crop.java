package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Crops a window from the image; the result has the window's size; exact.
 *
 * <p>Each side is a fraction of the image's side if it is at most 1, else a number of pixels, which
 * must not exceed the image's.
 *
 * @param width fraction within 0..1, or 2 pixels and more
 * @param height fraction within 0..1, or 2 pixels and more
 * @param place position of the window
 * @param align pixels, 1..256: the window begins at a multiple of it in both directions, and a side
 *     that is given as a fraction is rounded down to one, where the image has so many pixels. With
 *     16 a JPEG can be cropped without loss (Param {@code losslessJpeg})
 */
public record Crop(Range width, Range height, Place place, int align) implements Augmentation {

  /** Where a window lies in its image. */
  public enum Place {
    /** Anywhere inside, evenly. */
    RANDOM,
    /** In the middle; a left over pixel falls to the right or the bottom. */
    CENTER
  }

  private static final int MAX_ALIGN = 256;

  public Crop {
    requireOneUnit(width, "Crop width");
    requireOneUnit(height, "Crop height");
    if (align < 1 || align > MAX_ALIGN) {
      throw new IllegalArgumentException(
          "Crop align is %d but must stay within [1, %d]; 1 lets windows begin anywhere"
              .formatted(align, MAX_ALIGN));
    }
  }

  /** Eight to ten tenths of each side, anywhere. */
  public Crop() {
    this(Range.of(0.8, 1), Range.of(0.8, 1), Place.RANDOM, 1);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    int across = pixels(width.draw(random), size.width(), "width");
    int down = pixels(height.draw(random), size.height(), "height");
    int right = size.width() - across;
    int below = size.height() - down;
    return switch (place) {
      case RANDOM ->
          new At(
              align * random.nextInt(right / align + 1),
              align * random.nextInt(below / align + 1),
              across,
              down);
      case CENTER -> new At(aligned(right / 2), aligned(below / 2), across, down);
    };
  }

  private int aligned(int pixels) {
    return pixels / align * align;
  }

  private int pixels(double drawn, int side, String what) {
    int pixels =
        drawn > 1 ? (int) Math.rint(drawn) : fraction((int) Math.rint(Math.max(1, drawn * side)));
    if (pixels > side) {
      throw new IllegalArgumentException(
          "Crop %s is %d pixels but must be at most the image's %d; resize first or crop by a fraction"
              .formatted(what, pixels, side));
    }
    return pixels;
  }

  private int fraction(int pixels) {
    return Math.max(aligned(pixels), Math.min(pixels, align));
  }

  private static void requireOneUnit(Range range, String what) {
    boolean fraction = range.low() > 0 && range.high() <= 1;
    boolean pixels = range.low() >= 2;
    if (!fraction && !pixels) {
      throw new IllegalArgumentException(
          "%s is [%s, %s] but must be a fraction above 0 and up to 1, or 2 pixels and more; give both ends in one unit"
              .formatted(what, range.low(), range.high()));
    }
  }

  /** Crop with its window fixed, in pixels. */
  public record At(int x, int y, int width, int height) implements Step {
    @Override
    public Form lower(Size size) {
      var window = new Size(width, height);
      return Geometric.window(size, x, y, window, window, Interpolation.NEAREST);
    }
  }
}
