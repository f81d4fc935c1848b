package dev.variegate.op.geometric;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.form.DisplacementField;
import dev.variegate.form.Form;
import dev.variegate.form.SamplingGrid;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Bends the image like a thin sheet of metal that is pushed at the points of a grid; size kept.
 *
 * <p>Source: Bookstein, "Principal Warps: Thin-Plate Splines and the Decomposition of
 * Deformations", 1989. The map is computed at every eighth pixel.
 *
 * @param points of the grid along each side, 2..10
 * @param scale standard deviation of the pushes, fraction of the shorter side, 0..0.3
 * @param interpolation between pixels
 * @param border shown outside the image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record ThinPlateSpline(
    int points, Range scale, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public ThinPlateSpline {
    if (points < 2 || points > 10) {
      throw new IllegalArgumentException(
          "Thin-plate-spline points is %d but must stay within [2, 10]; give the points along a side"
              .formatted(points));
    }
    scale.requireWithin(0, 0.3, "Thin-plate-spline scale (fraction of the shorter side)");
    Require.fraction(fill, "Thin-plate-spline fill (fraction of full intensity)");
  }

  /** Four by four points, pushed by a few hundredths; bilinear, mirrored at the edges. */
  public ThinPlateSpline() {
    this(4, Range.of(0.02, 0.05), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double side = Math.min(size.width(), size.height());
    return new At(
        points, scale.draw(random) * side, random.nextLong(), interpolation, border, fill);
  }

  /** Thin-plate spline with its scale in pixels and the seed of its pushes fixed. */
  public record At(
      int points, double scale, long seed, Interpolation interpolation, Border border, double fill)
      implements Step {

    private static final int CELL = 8;

    @Override
    public Form lower(Size size) {
      return DisplacementField.of(
          size, new SamplingMode(interpolation, border, fill), this::offsets);
    }

    private Mat offsets(Size size) {
      var pushes = new double[points * points][2];
      try (var generator = new RNG(seed)) {
        for (var push : pushes) {
          push[0] = generator.gaussian(scale);
          push[1] = generator.gaussian(scale);
        }
      }
      var sheet = new ThinPlateSplineSolver(points, size, pushes);
      var coarse = new Size(cells(size.width()), cells(size.height()));
      var result = new Mat();
      try (var few = SamplingGrid.matrix(coarse, sheet.offsets(coarse));
          var full = new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height())) {
        resize(few, result, full, 0, 0, INTER_CUBIC);
      }
      return result;
    }

    private static int cells(int side) {
      return (side + CELL - 1) / CELL;
    }
  }
}
