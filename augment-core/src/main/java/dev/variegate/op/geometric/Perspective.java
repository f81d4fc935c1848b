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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Tilts the image: each corner moves inward and the part between them fills the image; size kept.
 *
 * <p>If corners would move past the line between their neighbors, all four move less, by the same
 * fraction. Reference: Albumentations {@code Perspective}, imgaug {@code PerspectiveTransform},
 * with corners drawn uniformly.
 *
 * @param scale how far a corner moves along each side, fraction of the side, 0..0.45
 * @param interpolation between pixels
 * @param border shown outside the image, which only rounding reaches
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Perspective(Range scale, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  private static final double MAX = 0.45;

  /** Corners that move no farther than this leave a convex part, whatever the others do. */
  private static final double CONVEX = 1 / 3.0;

  public Perspective {
    scale.requireWithin(0, MAX, "Perspective scale (fraction of the side)");
    Require.fraction(fill, "Perspective fill (fraction of full intensity)");
  }

  /** Corners up to a tenth inside, bilinear. */
  public Perspective() {
    this(Range.of(0, 0.1), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    var moves = DoubleStream.generate(() -> scale.draw(random)).limit(8).toArray();
    double part = isConvex(moves) ? 1 : CONVEX / MAX;
    double right = Math.max(1, size.width() - 1);
    double bottom = Math.max(1, size.height() - 1);
    return new At(
        part * moves[0] * right,
        part * moves[1] * bottom,
        right - part * moves[2] * right,
        part * moves[3] * bottom,
        right - part * moves[4] * right,
        bottom - part * moves[5] * bottom,
        part * moves[6] * right,
        bottom - part * moves[7] * bottom,
        interpolation,
        border,
        fill);
  }

  /** Whether what is left between the moved corners of a square has none that points inwards. */
  private static boolean isConvex(double... moves) {
    double[] x = {moves[0], 1 - moves[2], 1 - moves[4], moves[6]};
    double[] y = {moves[1], moves[3], 1 - moves[5], 1 - moves[7]};
    return IntStream.range(0, 4)
        .allMatch(
            i -> {
              int next = (i + 1) % 4;
              int last = (i + 3) % 4;
              double turn =
                  (x[i] - x[last]) * (y[next] - y[i]) - (y[i] - y[last]) * (x[next] - x[i]);
              return turn > 0;
            });
  }

  /**
   * Perspective with its four corners fixed: what of the source comes to the image's corners, in
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
      var corners = Homography.ofUnitSquare(x0, y0, x1, y1, x2, y2, x3, y3);
      double right = Math.max(1, size.width() - 1);
      double bottom = Math.max(1, size.height() - 1);
      var whole = Homography.affine(right, 0, 0, 0, bottom, 0);
      return Geometric.inPlace(
          size, corners.inverse().then(whole), new SamplingMode(interpolation, border, fill));
    }
  }
}
