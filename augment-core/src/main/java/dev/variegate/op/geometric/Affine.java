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
 * Shears, rotates, scales and translates the image about its center in a single map, in this order;
 * size kept.
 *
 * <p>Reference: torchvision {@code affine}, whose angle runs the other way and whose move is in
 * pixels.
 *
 * @param degrees counter-clockwise, -360..360
 * @param scale 0.01..100, both sides alike
 * @param shearX degrees, -80..80; above 0 the top leans right
 * @param shearY degrees, -80..80; above 0 the left side moves down
 * @param translateX fraction of the width, -1..1
 * @param translateY fraction of the height, -1..1
 * @param interpolation between pixels
 * @param border shown outside the image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Affine(
    Range degrees,
    Range scale,
    Range shearX,
    Range shearY,
    Range translateX,
    Range translateY,
    Interpolation interpolation,
    Border border,
    double fill)
    implements Augmentation {

  public Affine {
    degrees.requireWithin(-360, 360, "Affine degrees");
    scale.requireWithin(0.01, 100, "Affine scale");
    shearX.requireWithin(-80, 80, "Affine shear-x (degrees)");
    shearY.requireWithin(-80, 80, "Affine shear-y (degrees)");
    translateX.requireWithin(-1, 1, "Affine translate-x (fraction of the width)");
    translateY.requireWithin(-1, 1, "Affine translate-y (fraction of the height)");
    Require.fraction(fill, "Affine fill (fraction of full intensity)");
  }

  /** A little of each but shear along y, bilinear, mirrored at the edges. */
  public Affine() {
    this(
        Range.of(-15, 15),
        Range.of(0.9, 1.1),
        Range.of(-5, 5),
        Range.fixed(0),
        Range.of(-0.05, 0.05),
        Range.of(-0.05, 0.05),
        Interpolation.BILINEAR,
        Border.REFLECT101,
        0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        degrees.draw(random),
        scale.draw(random),
        shearX.draw(random),
        shearY.draw(random),
        translateX.draw(random) * size.width(),
        translateY.draw(random) * size.height(),
        interpolation,
        border,
        fill);
  }

  /** Affine with its numbers fixed; it moves by pixels, broken ones too. */
  public record At(
      double degrees,
      double scale,
      double shearX,
      double shearY,
      double translateX,
      double translateY,
      Interpolation interpolation,
      Border border,
      double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      var matrix =
          Shear.matrix(shearX, shearY)
              .then(Rotate.matrix(degrees))
              .then(Homography.affine(scale, 0, 0, 0, scale, 0))
              .aboutCenter(size)
              .then(Homography.shift(translateX, translateY));
      return Geometric.inPlace(size, matrix, new SamplingMode(interpolation, border, fill));
    }
  }
}
