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
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Shears the image about its center: first along x, then along y; size kept.
 *
 * <p>Reference: torchvision {@code affine}, its shear alone.
 *
 * @param x degrees, -80..80; above 0 the top leans right, as italics do
 * @param y degrees, -80..80; above 0 the left side moves down
 * @param interpolation between pixels
 * @param border shown outside the sheared image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Shear(Range x, Range y, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public Shear {
    x.requireWithin(-80, 80, "Shear x (degrees)");
    y.requireWithin(-80, 80, "Shear y (degrees)");
    Require.fraction(fill, "Shear fill (fraction of full intensity)");
  }

  /** Up to 10 degrees along x, bilinear, mirrored at the edges. */
  public Shear() {
    this(Range.of(-10, 10), Range.fixed(0), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(x.draw(random), y.draw(random), interpolation, border, fill);
  }

  /** The map of a shear about the origin. */
  static Homography matrix(double x, double y) {
    double across = StrictMath.tan(StrictMath.toRadians(x));
    double down = StrictMath.tan(StrictMath.toRadians(y));
    return Homography.affine(1, -across, 0, 0, 1, 0).then(Homography.affine(1, 0, 0, -down, 1, 0));
  }

  /** Shear with its angles fixed. */
  public record At(double x, double y, Interpolation interpolation, Border border, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      var sampling = new SamplingMode(interpolation, border, fill);
      return Geometric.inPlace(size, matrix(x, y).aboutCenter(size), sampling);
    }
  }
}
