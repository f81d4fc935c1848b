package dev.variegate.mix;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Resize;
import dev.variegate.recipe.Recipe;
import java.util.List;

/** Brings an image to another size: the largest window of the right ratio is cut out and scaled. */
final class CoverFit {

  /** Below it, bilinear would leave pixels out. */
  private static final double SHRUNK = 0.5;

  private CoverFit() {}

  /** The window in the middle. */
  static Recipe middle(Size from, Size to) {
    return at(from, to, 0.5, 0.5);
  }

  /**
   * A window anywhere.
   *
   * @param across 0..1; 0 is the leftmost place of the window, 1 the rightmost
   * @param down 0..1, from the topmost
   */
  static Recipe at(Size from, Size to, double across, double down) {
    if (from.equals(to)) {
      return new Recipe(List.of());
    }
    double factor =
        Math.max((double) to.width() / from.width(), (double) to.height() / from.height());
    int width = side(to.width() / factor, from.width());
    int height = side(to.height() / factor, from.height());
    int x = (int) Math.rint(across * (from.width() - width));
    int y = (int) Math.rint(down * (from.height() - height));
    return new Recipe(
        List.of(
            new Crop.At(x, y, width, height),
            new Resize.At(to.width(), to.height(), interpolation(factor))));
  }

  static Interpolation interpolation(double factor) {
    return factor < SHRUNK ? Interpolation.AREA : Interpolation.BILINEAR;
  }

  private static int side(double wanted, int most) {
    return (int) Math.max(1, Math.min(most, Math.rint(wanted)));
  }
}
