package dev.variegate.op.weather;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.line;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.color.Brightness;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Draws slanted streaks over a darkened image; size and alpha kept.
 *
 * <p>Reference: Albumentations {@code RandomRain}, with streaks whose length follows the image.
 *
 * @param drops for each 100x100 pixels, 0.1..100
 * @param length of a streak, fraction of the image's height, 0.005..0.5
 * @param slant of the streaks, degrees from the vertical, -45..45
 * @param dimming how much darker the image gets, 0..1
 */
public record Rain(Range drops, Range length, Range slant, Range dimming) implements Augmentation {

  public Rain {
    drops.requireWithin(0.1, 100, "Rain drops (for each 100x100 pixels)");
    length.requireWithin(0.005, 0.5, "Rain length (fraction of the height)");
    slant.requireWithin(-45, 45, "Rain slant (degrees)");
    dimming.requireWithin(0, 1, "Rain dimming");
  }

  /** A shower, either way. */
  public Rain() {
    this(Range.of(25, 60), Range.of(0.03, 0.07), Range.of(-20, 20), Range.of(0.15, 0.35));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        (int) Math.max(1, Math.rint(drops.draw(random) * size.pixels() / 10_000)),
        length.draw(random) * size.height(),
        slant.draw(random),
        dimming.draw(random),
        random.nextLong());
  }

  /** Rain with its drops counted, its length in pixels and the seed of its places fixed. */
  public record At(int drops, double length, double slant, double dimming, long seed)
      implements Step {

    private static final double THIN = 0.25;
    private static final double THICK = 0.6;
    private static final double LIGHT = 0.85;

    /** OpenCV draws to a sixteenth of a pixel. */
    private static final int SHIFT = 4;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> rainy(image, size);
    }

    private Image rainy(Image image, Size size) {
      try (var streaks = streaks(size);
          var dimmed = new Brightness.At(1 - dimming).lower(size).apply(image)) {
        return AlphaOverlay.over(dimmed, streaks, LIGHT);
      }
    }

    private Mat streaks(Size size) {
      double angle = StrictMath.toRadians(slant);
      var streaks = new Mat(size.height(), size.width(), CV_32F);
      try (var nothing = new Scalar(0);
          var generator = new RNG(seed);
          var from = new Point();
          var to = new Point();
          var light = new Scalar(0)) {
        streaks.put(nothing);
        for (int i = 0; i < drops; i++) {
          double x = generator.uniform(-length, size.width() + length);
          double y = generator.uniform(-length, (double) size.height());
          double streak = length * generator.uniform(0.6, 1.0);
          set(from, x, y);
          set(to, x + streak * StrictMath.sin(angle), y + streak * StrictMath.cos(angle));
          light.put(0, generator.uniform(THIN, THICK));
          line(streaks, from, to, light, 1, LINE_8, SHIFT);
        }
      }
      return streaks;
    }

    private static void set(Point point, double x, double y) {
      point.x((int) Math.rint(x * (1 << SHIFT)));
      point.y((int) Math.rint(y * (1 << SHIFT)));
    }
  }
}
