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
 * Slants, turns, scales and moves the picture in one map about its middle, in this order; size
 * kept.
 *
 * <p>Reference: torchvision {@code affine}, whose angle runs the other way and whose move is in
 * pixels.
 *
 * @param degrees counter-clockwise, -360..360
 * @param scale 0.01..100, both sides alike
 * @param shearX degrees, -80..80; above 0 the top leans right
 * @param shearY degrees, -80..80; above 0 the left side sinks
 * @param right share of the width, -1..1
 * @param down share of the height, -1..1
 * @param interpolation between pixels
 * @param border seen where the picture does not reach
 * @param fill share of full intensity, 0..1, for a constant border
 */
public record Affine(
    Range degrees,
    Range scale,
    Range shearX,
    Range shearY,
    Range right,
    Range down,
    Interpolation interpolation,
    Border border,
    double fill)
    implements Augmentation {

  public Affine {
    degrees.requireWithin(-360, 360, "Affine degrees");
    scale.requireWithin(0.01, 100, "Affine scale");
    shearX.requireWithin(-80, 80, "Affine shear-x (degrees)");
    shearY.requireWithin(-80, 80, "Affine shear-y (degrees)");
    right.requireWithin(-1, 1, "Affine right (share of the width)");
    down.requireWithin(-1, 1, "Affine down (share of the height)");
    Require.share(fill, "Affine fill (share of full intensity)");
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
        right.draw(random) * size.width(),
        down.draw(random) * size.height(),
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
      double right,
      double down,
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
              .aboutCentre(size)
              .then(Homography.shift(right, down));
      return Geometric.inPlace(size, matrix, new SamplingMode(interpolation, border, fill));
    }
  }
}
