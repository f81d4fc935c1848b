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
    var columns = new int[SIDE];
    var right = new float[SIDE];
    places(scale, x, columns, right);
    var rows = new int[SIDE];
    var below = new float[SIDE];
    places(scale, y, rows, below);
    var window = new float[AREA];
    for (int row = 0; row < SIDE; row++) {
      int upper = rows[row] * SIDE;
      for (int column = 0; column < SIDE; column++) {
        int at = upper + columns[column];
        float top = plane[at] + right[column] * (plane[at + 1] - plane[at]);
        int under = at + SIDE;
        float bottom = plane[under] + right[column] * (plane[under + 1] - plane[under]);
        window[row * SIDE + column] = top + below[row] * (bottom - top);
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
    return convolved(convolved(plane, 1, SIDE), SIDE, 1);
  }

  private static float[] convolved(float[] plane, int step, int line) {
    var blurred = new float[AREA];
    for (int start = 0; start < SIDE; start++) {
      int base = start * line;
      for (int i = 0; i < SIDE; i++) {
        float sum = 6 * plane[base + i * step];
        sum += 4 * (plane[base + within(i - 1) * step] + plane[base + within(i + 1) * step]);
        sum += plane[base + within(i - 2) * step] + plane[base + within(i + 2) * step];
        blurred[base + i * step] = sum / 16;
      }
    }
    return blurred;
  }

  private static int within(int i) {
    return Math.max(0, Math.min(SIDE - 1, i));
  }
}
