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
 * Zooms the content in or out about the center of the image; both sides alike, size kept.
 *
 * @param factor 0.01..100; 2 shows the content twice as wide and high, 0.5 half as wide and high
 * @param interpolation between pixels
 * @param border shown outside the shrunken image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Scale(Range factor, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public Scale {
    factor.requireWithin(0.01, 100, "Scale factor");
    Require.fraction(fill, "Scale fill (fraction of full intensity)");
  }

  /** A fifth smaller to a quarter larger, bilinear, mirrored at the edges. */
  public Scale() {
    this(Range.of(0.8, 1.25), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(factor.draw(random), interpolation, border, fill);
  }

  /** Scale with its factor fixed. */
  public record At(double factor, Interpolation interpolation, Border border, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      var matrix = Homography.affine(factor, 0, 0, 0, factor, 0).aboutCenter(size);
      return Geometric.inPlace(size, matrix, new SamplingMode(interpolation, border, fill));
    }
  }
}
