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
 * Moves the picture by whole pixels; size kept, what leaves is cut off, nothing is interpolated.
 *
 * <p>Reference: OpenCV {@code warpAffine}.
 *
 * @param right share of the width, -1..1; below 0 it moves left
 * @param down share of the height, -1..1; below 0 it moves up
 * @param border seen where the moved picture does not reach
 * @param fill share of full intensity, 0..1, for a constant border
 */
public record Shift(Range right, Range down, Border border, double fill) implements Augmentation {

  public Shift {
    right.requireWithin(-1, 1, "Shift right (share of the width)");
    down.requireWithin(-1, 1, "Shift down (share of the height)");
    Require.share(fill, "Shift fill (share of full intensity)");
  }

  /** Up to a tenth of each side, mirrored at the edges. */
  public Shift() {
    this(Range.of(-0.1, 0.1), Range.of(-0.1, 0.1), Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    int x = (int) Math.rint(right.draw(random) * size.width());
    int y = (int) Math.rint(down.draw(random) * size.height());
    return new At(x, y, border, fill);
  }

  /** Shift with its pixels fixed. */
  public record At(int right, int down, Border border, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      var sampling = new SamplingMode(Interpolation.NEAREST, border, fill);
      return Geometric.inPlace(size, Homography.shift(right, down), sampling);
    }
  }
}
