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
 * Translates the image by whole pixels; size kept, content that leaves the image is cut off,
 * nothing is interpolated.
 *
 * <p>Reference: OpenCV {@code warpAffine}.
 *
 * @param x fraction of the width, -1..1; below 0 it moves left
 * @param y fraction of the height, -1..1; below 0 it moves up
 * @param border shown outside the translated image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record Translate(Range x, Range y, Border border, double fill) implements Augmentation {

  public Translate {
    x.requireWithin(-1, 1, "Translate x (fraction of the width)");
    y.requireWithin(-1, 1, "Translate y (fraction of the height)");
    Require.fraction(fill, "Translate fill (fraction of full intensity)");
  }

  /** Up to a tenth of each side, mirrored at the edges. */
  public Translate() {
    this(Range.of(-0.1, 0.1), Range.of(-0.1, 0.1), Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    int across = (int) Math.rint(x.draw(random) * size.width());
    int below = (int) Math.rint(y.draw(random) * size.height());
    return new At(across, below, border, fill);
  }

  /** Translate with its pixels fixed. */
  public record At(int x, int y, Border border, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      var sampling = new SamplingMode(Interpolation.NEAREST, border, fill);
      return Geometric.inPlace(size, Homography.shift(x, y), sampling);
    }
  }
}
