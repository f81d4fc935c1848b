package dev.variegate.op.dropout;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Covers several rectangles with a constant gray; size and alpha kept. They lie inside the image
 * and may overlap.
 *
 * <p>Reference: Albumentations {@code CoarseDropout}; source: DeVries and Taylor, arXiv:1708.04552.
 *
 * @param holes how many, whole numbers within 1..1000
 * @param width of each, fraction of the image's width, above 0 and up to 1
 * @param height of each, fraction of the image's height, above 0 and up to 1
 * @param fill fraction of full intensity, 0..1
 */
public record CoarseDropout(Range holes, Range width, Range height, double fill)
    implements Augmentation {

  public CoarseDropout {
    holes.requireWithin(1, 1000, "Coarse-dropout holes");
    holes.requireWhole("Coarse-dropout holes");
    width.requirePart("Coarse-dropout width (fraction)");
    height.requirePart("Coarse-dropout height (fraction)");
    Require.fraction(fill, "Coarse-dropout fill (fraction of full intensity)");
  }

  /** Three to eight of a tenth to a fifth, black. */
  public CoarseDropout() {
    this(Range.of(3, 8), Range.of(0.1, 0.2), Range.of(0.1, 0.2), 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        holes.drawWhole(random),
        random.nextLong(),
        width.low(),
        width.high(),
        height.low(),
        height.high(),
        fill);
  }

  /** Coarse dropout with its number and the seed of its rectangles fixed. */
  public record At(
      int holes,
      long seed,
      double minWidth,
      double maxWidth,
      double minHeight,
      double maxHeight,
      double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      return new FilledHoles(holes(size), fill);
    }

    /** The covered rectangles, in pixels. */
    List<Hole> holes(Size size) {
      try (var generator = new RNG(seed)) {
        return IntStream.range(0, holes).mapToObj(i -> hole(generator, size)).toList();
      }
    }

    private Hole hole(RNG generator, Size size) {
      int width = side(generator.uniform(minWidth, maxWidth), size.width());
      int height = side(generator.uniform(minHeight, maxHeight), size.height());
      int x = generator.uniform(0, size.width() - width + 1);
      int y = generator.uniform(0, size.height() - height + 1);
      return new Hole(x, y, width, height);
    }

    private static int side(double fraction, int side) {
      return (int) Math.max(1, Math.min(side, Math.rint(fraction * side)));
    }
  }
}
