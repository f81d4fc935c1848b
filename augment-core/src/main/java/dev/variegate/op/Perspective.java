package dev.variegate.op;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Tilts the picture: each of its corners is moved inwards and the part between them fills the
 * picture; size kept.
 *
 * <p>Reference: Albumentations {@code Perspective}, imgaug {@code PerspectiveTransform}, with
 * corners drawn evenly.
 *
 * @param scale how far a corner moves along each side, share of the side, 0..0.45
 * @param interpolation between pixels
 * @param border beyond the edge, which only rounding reaches
 * @param fill share of full intensity, 0..1, for a constant border
 */
public record Perspective(Range scale, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public Perspective {
    scale.requireWithin(0, 0.45, "Perspective scale (share of the side)");
    Require.share(fill, "Perspective fill (share of full intensity)");
  }

  /** Corners up to a tenth inside, bilinear. */
  public Perspective() {
    this(Range.of(0, 0.1), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double right = size.width() - 1;
    double bottom = size.height() - 1;
    return new At(
        scale.draw(random) * right,
        scale.draw(random) * bottom,
        right - scale.draw(random) * right,
        scale.draw(random) * bottom,
        right - scale.draw(random) * right,
        bottom - scale.draw(random) * bottom,
        scale.draw(random) * right,
        bottom - scale.draw(random) * bottom,
        interpolation,
        border,
        fill);
  }

  /**
   * Perspective with its four corners fixed: what of the source comes to the picture's corners, in
   * pixels, clockwise from the top left.
   */
  public record At(
      double x0,
      double y0,
      double x1,
      double y1,
      double x2,
      double y2,
      double x3,
      double y3,
      Interpolation interpolation,
      Border border,
      double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      var corners = Matrix3.ofUnitSquare(x0, y0, x1, y1, x2, y2, x3, y3);
      double right = Math.max(1, size.width() - 1);
      double bottom = Math.max(1, size.height() - 1);
      var whole = Matrix3.affine(right, 0, 0, 0, bottom, 0);
      return Geometric.inPlace(
          size, corners.inverse().then(whole), new Sampling(interpolation, border, fill));
    }
  }
}
