package dev.variegate.op.weather;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.blur.MotionBlur;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Draws soft flakes of many sizes over a whitened image; size and alpha kept.
 *
 * <p>After Hendrycks and Dietterich, arXiv:1903.12261, snow: flakes blurred in the direction in
 * which they fall, over a brighter image.
 *
 * @param flakes for each 100x100 pixels, 0.1..100
 * @param radius of the largest flakes, fraction of the image's shorter side, 0.001..0.1
 * @param whitening how much whiter the image gets, 0..1
 */
public record Snow(Range flakes, Range radius, Range whitening) implements Augmentation {

  public Snow {
    flakes.requireWithin(0.1, 100, "Snow flakes (for each 100x100 pixels)");
    radius.requireWithin(0.001, 0.1, "Snow radius (fraction of the shorter side)");
    whitening.requireWithin(0, 1, "Snow whitening");
  }

  /** A snowfall. */
  public Snow() {
    this(Range.of(20, 50), Range.of(0.006, 0.012), Range.of(0.1, 0.25));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        (int) Math.max(1, Math.rint(flakes.draw(random) * size.pixels() / 10_000)),
        radius.draw(random) * Math.min(size.width(), size.height()),
        whitening.draw(random),
        random.nextDouble(-45, 45),
        random.nextLong());
  }

  /** Snow with its flakes counted, their radius in pixels and the seed of their places fixed. */
  public record At(int flakes, double radius, double whitening, double degrees, long seed)
      implements Step {

    private static final double THICK = 0.95;
    private static final int SHIFT = 4;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> snowy(image, size);
    }

    private Image snowy(Image image, Size size) {
      int reach = (int) Math.max(1, Math.min(100, Math.rint(radius)));
      try (var sharp = Image.own(layer(size));
          var falling = new MotionBlur.At(reach, 90 + degrees).lower(size).apply(sharp)) {
        return AlphaOverlay.over(image, falling.mat(), 1);
      }
    }

    private Mat layer(Size size) {
      var layer = new Mat(size.height(), size.width(), CV_32F);
      try (var haze = new Scalar(whitening);
          var white = new Scalar(THICK);
          var middle = new Point();
          var generator = new RNG(seed)) {
        layer.put(haze);
        for (int i = 0; i < flakes; i++) {
          double fraction = generator.uniform(0.0, 1.0);
          middle.x(fine(generator.uniform(0.0, (double) size.width())));
          middle.y(fine(generator.uniform(0.0, (double) size.height())));
          int flake = fine(Math.max(0.5, radius * fraction * fraction));
          circle(layer, middle, flake, white, FILLED, LINE_8, SHIFT);
        }
      }
      return layer;
    }

    /** In parts of a pixel, as OpenCV draws. */
    private static int fine(double pixels) {
      return (int) Math.rint(pixels * (1 << SHIFT));
    }
  }
}
