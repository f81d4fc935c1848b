package dev.variegate.quality.duplicate;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector;
import dev.variegate.pixel.PixelVector.Channels;

/**
 * What is compared of an image: its luma at 32 by 32 pixels, whatever its shape.
 *
 * <p>Planes are {@code [row, column]}, 0 black to 1 white. A window is a square part of a plane,
 * sampled bilinearly to the whole size, as a cropped copy is.
 */
public final class LumaThumbnail {

  static final int SIDE = 32;
  static final int AREA = SIDE * SIDE;

  private static final PixelVector LUMA = new PixelVector(new Size(SIDE, SIDE), Channels.GRAY);

  private LumaThumbnail() {}

  /** Of an image of 1, 3 or 4 channels, which stays open: 1,024 bytes, 0 black to 255 white. */
  public static byte[] of(Image image) {
    var luma = LUMA.of(image);
    var bytes = new byte[AREA];
    for (int i = 0; i < AREA; i++) {
      bytes[i] = (byte) Math.round(Math.max(0, Math.min(1, luma[i])) * 255);
    }
    return bytes;
  }

  static float[] plane(byte[] thumbnail) {
    var plane = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      plane[i] = (thumbnail[i] & 255) / 255f;
    }
    return plane;
  }

  /**
   * A part of a plane.
   *
   * @param scale its side, as a fraction of the plane's
   * @param x of its left edge, as a fraction of the plane's side
   * @param y of its upper edge
   */
  static float[] window(float[] plane, double scale, double x, double y) {
    return down(across(plane, scale, x), scale, y);
  }

  /** The columns of a window, in all rows of the plane. */
  static float[] across(float[] plane, double scale, double x) {
    var columns = new int[SIDE];
    var toNext = new float[SIDE];
    places(scale, x, columns, toNext);
    var across = new float[AREA];
    for (int at = 0; at < AREA; at += SIDE) {
      for (int column = 0; column < SIDE; column++) {
        float left = plane[at + columns[column]];
        across[at + column] = left + toNext[column] * (plane[at + columns[column] + 1] - left);
      }
    }
    return across;
  }

  /** The rows of a window of which the columns are there. */
  static float[] down(float[] across, double scale, double y) {
    var rows = new int[SIDE];
    var toNext = new float[SIDE];
    places(scale, y, rows, toNext);
    var window = new float[AREA];
    for (int row = 0; row < SIDE; row++) {
      int upper = rows[row] * SIDE;
      int at = row * SIDE;
      float part = toNext[row];
      for (int column = 0; column < SIDE; column++) {
        float top = across[upper + column];
        window[at + column] = top + part * (across[upper + SIDE + column] - top);
      }
    }
    return window;
  }

  private static void places(double scale, double from, int[] first, float[] toNext) {
    for (int i = 0; i < SIDE; i++) {
      double place = ((i + 0.5) / SIDE * scale + from) * SIDE - 0.5;
      place = Math.max(0, Math.min(SIDE - 1, place));
      first[i] = (int) Math.min(SIDE - 2, Math.floor(place));
      toNext[i] = (float) (place - first[i]);
    }
  }

  /** Smoothed by 1, 4, 6, 4, 1 across and down; edges are repeated. */
  static float[] blurred(float[] plane) {
    return blurredDown(blurredAcross(plane));
  }

  private static float[] blurredAcross(float[] plane) {
    var blurred = new float[AREA];
    var line = new float[SIDE + 4]; // with the edges
    for (int at = 0; at < AREA; at += SIDE) {
      System.arraycopy(plane, at, line, 2, SIDE);
      line[0] = line[1] = plane[at];
      line[SIDE + 2] = line[SIDE + 3] = plane[at + SIDE - 1];
      for (int i = 0; i < SIDE; i++) {
        float sum = 6 * line[i + 2] + 4 * (line[i + 1] + line[i + 3]) + (line[i] + line[i + 4]);
        blurred[at + i] = sum / 16;
      }
    }
    return blurred;
  }

  private static float[] blurredDown(float[] plane) {
    var blurred = new float[AREA];
    for (int row = 0; row < SIDE; row++) {
      int at = row * SIDE;
      int above = within(row - 1) * SIDE;
      int under = within(row + 1) * SIDE;
      int first = within(row - 2) * SIDE;
      int last = within(row + 2) * SIDE;
      for (int i = 0; i < SIDE; i++) {
        float sum = 6 * plane[at + i] + 4 * (plane[above + i] + plane[under + i]);
        blurred[at + i] = (sum + (plane[first + i] + plane[last + i])) / 16;
      }
    }
    return blurred;
  }

  private static int within(int i) {
    return Math.max(0, Math.min(SIDE - 1, i));
  }
}
