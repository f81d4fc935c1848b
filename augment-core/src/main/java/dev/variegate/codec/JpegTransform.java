package dev.variegate.codec;

import dev.variegate.image.Size;

/**
 * A change of a JPEG file that keeps its coefficients, and so loses nothing: a window of the stored
 * image, mirrored, and last with its axes swapped. As {@code jpegtran} does it, but exactly or not
 * at all.
 *
 * <p>Coefficients belong to units of 8x8 pixels, or 16x8, 16x16, 8x16 or 32x8 where the colors are
 * subsampled. The window lies inside the image and must begin at a unit's border, in each
 * direction: at its left and upper side, or, where that direction is mirrored, at its right and
 * lower one.
 *
 * @param x column where the window begins, as stored, before an orientation is applied
 * @param y its row
 * @param window its size
 * @param mirrorX whether left and right change places
 * @param mirrorY whether top and bottom do
 * @param swap whether rows become columns, last
 * @param gray whether the colors go, so that red, green and blue are the luma (ITU-R BT.601)
 */
public record JpegTransform(
    int x, int y, Size window, boolean mirrorX, boolean mirrorY, boolean swap, boolean gray) {

  /** Whether the window begins at borders of units of coefficients of this size. */
  boolean fits(Size unit) {
    int across = mirrorX ? x + window.width() : x;
    int down = mirrorY ? y + window.height() : y;
    return across % unit.width() == 0 && down % unit.height() == 0;
  }

  /**
   * Makes sure that this machine can do it.
   *
   * @throws IllegalStateException if the library cannot be loaded
   */
  public static void requireLibrary() {
    try {
      Libjpeg.require();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          e.getMessage() + ", or set losslessJpeg (lossless-jpeg) to false", e);
    }
  }
}
