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
 * Rotates the image about its center {@code ((w-1)/2, (h-1)/2)}; size kept, corners are cut off.
 *
 * <p>Reference: OpenCV {@code getRotationMatrix2D} and {@code warpAffine}.
 *
 * @param degrees counter-clockwise, -360..360
 * @param interpolation between pixels
 * @param border shown outside the rotated image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Rotate(Range degrees, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public Rotate {
    degrees.requireWithin(-360, 360, "Rotate degrees");
    Require.fraction(fill, "Rotate fill (fraction of full intensity)");
  }

  /** Up to 15 degrees either way, bilinear, mirrored at the edges. */
  public Rotate() {
    this(Range.of(-15, 15), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(degrees.draw(random), interpolation, border, fill);
  }

  /** The map of a turn about the origin; y runs downwards. */
  public static Homography matrix(double degrees) {
    double angle = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return Homography.affine(cos, sin, 0, -sin, cos, 0);
  }

  /** Rotate with its angle fixed. */
  public record At(double degrees, Interpolation interpolation, Border border, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      return Geometric.inPlace(
          size, matrix(degrees).aboutCenter(size), new SamplingMode(interpolation, border, fill));
    }
  }
}
