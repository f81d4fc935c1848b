package dev.variegate.op.weather;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Simulates the sun shining into the lens: a glow around it, and pale discs on the line from it
 * through the center of the image; size and alpha kept.
 *
 * <p>Reference: Albumentations {@code RandomSunFlare}, with one white.
 *
 * @param radius of the glow, fraction of the image's longer side, 0.05..2
 * @param strength of the glow at its center, 0..1
 * @param discs on the line, whole numbers within 0..20
 */
public record SunFlare(Range radius, Range strength, Range discs) implements Augmentation {

  public SunFlare {
    radius.requireWithin(0.05, 2, "Sun-flare radius (fraction of the longer side)");
    strength.requireWithin(0, 1, "Sun-flare strength");
    discs.requireWithin(0, 20, "Sun-flare discs");
    discs.requireWhole("Sun-flare discs");
  }

  /** A bright sun in the upper half, with four to eight discs. */
  public SunFlare() {
    this(Range.of(0.3, 0.6), Range.of(0.8, 1), Range.of(4, 8));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        random.nextDouble() * size.width(),
        random.nextDouble() * size.height() / 2,
        radius.draw(random) * Math.max(size.width(), size.height()),
        strength.draw(random),
        discs.drawWhole(random),
        random.nextLong());
  }

  /** Sun flare with the sun's place and radius in pixels and the seed of its discs fixed. */
  public record At(double x, double y, double radius, double strength, int discs, long seed)
      implements Step {

    private static final double FAINTEST = 0.04;
    private static final double CLEAREST = 0.16;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> flaring(image, size);
    }

    private Image flaring(Image image, Size size) {
      var light = new float[Math.toIntExact(size.pixels())];
      glow(light, size);
      try (var generator = new RNG(seed)) {
        for (int i = 0; i < discs; i++) {
          double along = generator.uniform(0.3, 2.0);
          double right = x + along * (size.width() / 2.0 - x);
          double below = y + along * (size.height() / 2.0 - y);
          double wide = radius * generator.uniform(0.03, 0.2);
          disc(light, size, right, below, wide, generator.uniform(FAINTEST, CLEAREST));
        }
      }
      try (var data = new FloatPointer(light);
          var density = new Mat(size.height(), size.width(), opencv_core.CV_32F, data)) {
        return AlphaOverlay.over(image, density, 1);
      }
    }

    /** Falls off with the square of what is left to the radius. */
    private void glow(float[] light, Size size) {
      for (int i = 0; i < light.length; i++) {
        int row = i / size.width();
        double right = i % size.width() - x;
        double below = row - y;
        double left = 1 - Math.sqrt(right * right + below * below) / radius;
        light[i] = left > 0 ? (float) (strength * left * left) : 0;
      }
    }

    private static void disc(
        float[] light, Size size, double x, double y, double radius, double fraction) {
      int top = (int) Math.max(0, Math.ceil(y - radius));
      int bottom = (int) Math.min(size.height() - 1, Math.floor(y + radius));
      for (int row = top; row <= bottom; row++) {
        double half = Math.sqrt(radius * radius - (row - y) * (row - y));
        int left = (int) Math.max(0, Math.ceil(x - half));
        int right = (int) Math.min(size.width() - 1, Math.floor(x + half));
        for (int column = left; column <= right; column++) {
          int at = row * size.width() + column;
          light[at] += (float) (fraction * (1 - light[at]));
        }
      }
    }
  }
}
