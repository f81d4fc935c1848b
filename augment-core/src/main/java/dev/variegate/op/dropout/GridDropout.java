package dev.variegate.op.dropout;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Covers a regular grid of squares with a constant gray; size and alpha kept.
 *
 * <p>Source: Chen et al., "GridMask Data Augmentation", arXiv:2001.04086, without its rotation.
 *
 * @param unit distance from square to square, fraction of the shorter side, 0.01..1
 * @param ratio side of a square, fraction of the unit, above 0 and up to 1
 * @param fill fraction of full intensity, 0..1
 */
public record GridDropout(Range unit, Range ratio, double fill) implements Augmentation {

  public GridDropout {
    unit.requireWithin(0.01, 1, "Grid-dropout unit (fraction of the shorter side)");
    ratio.requirePart("Grid-dropout ratio (fraction of the unit)");
    Require.fraction(fill, "Grid-dropout fill (fraction of full intensity)");
  }

  /** Squares of half a unit, four to eight along the shorter side, black. */
  public GridDropout() {
    this(Range.of(0.125, 0.25), Range.of(0.4, 0.6), 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double shorter = Math.min(size.width(), size.height());
    int distance = (int) Math.max(2, Math.rint(unit.draw(random) * shorter));
    int side = (int) Math.max(1, Math.rint(ratio.draw(random) * distance));
    return new At(random.nextInt(distance), random.nextInt(distance), distance, side, fill);
  }

  /**
   * Grid dropout with its grid fixed, in pixels.
   *
   * @param x how far the first column of squares lies left of the image's edge
   * @param y how far the first row of squares lies above the image's edge
   */
  public record At(int x, int y, int unit, int side, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      return new FilledHoles(holes(size), fill);
    }

    /** The covered squares, in pixels. */
    List<Hole> holes(Size size) {
      var holes = new ArrayList<Hole>();
      for (int top = -y; top < size.height(); top += unit) {
        for (int left = -x; left < size.width(); left += unit) {
          holes.add(new Hole(left, top, side, side));
        }
      }
      return holes;
    }
  }
}
