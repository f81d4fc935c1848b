package dev.variegate.pixel.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Where the pixels of a result lie in the source, in 2^-11 pixels, as in {@code warp.c}. */
final class WarpPlaces {

  static final int FRACTION = 11;
  static final int ONE = 1 << FRACTION;

  /** Further out nothing new is seen, and no border needs it: 2^18 pixels. */
  private static final double FAR = 1 << 18;

  /** No denominator is nearer to 0. */
  private static final double NEAREST = 1e-12;

  /** Units of a place on a line: 2^-32 pixels. */
  private static final double UNITS = 0x1p32;

  private WarpPlaces() {}

  /** Finds the places of pixels that follow each other in a row. */
  @FunctionalInterface
  interface Finder {
    void find(int x, int y, int pixels, int[] u, int[] v);
  }

  /** Through a projective map from the result to the source. */
  static Finder of(double[] back) {
    boolean straight = back[6] == 0 && back[7] == 0 && back[8] == 1;
    return straight
        ? (x, y, pixels, u, v) -> {
          line(back[0] * x + (back[1] * y + back[2]), back[0], pixels, u);
          line(back[3] * x + (back[4] * y + back[5]), back[3], pixels, v);
        }
        : (x, y, pixels, u, v) -> project(back, x, y, pixels, u, v);
  }

  /** Those that a dense map names. */
  static Finder of(Mat map, boolean relative) {
    var pairs = new FloatPointer(map.data());
    long step = map.step() / Float.BYTES;
    var row = new float[2 * JavaWarp.CHUNK];
    return (x, y, pixels, u, v) -> {
      pairs.position(y * step + 2L * x).get(row, 0, 2 * pixels);
      for (int i = 0; i < pixels; i++) {
        u[i] = fixed(row[2 * i] + (relative ? x + i : 0.0));
        v[i] = fixed(row[2 * i + 1] + (relative ? y : 0.0));
      }
    };
  }

  /** All as far apart; what is out of reach is left to floats. */
  private static void line(double start, double apart, int pixels, int[] places) {
    double end = start + apart * pixels;
    if (within(start) != start || within(end) != end) {
      for (int i = 0; i < pixels; i++) {
        places[i] = fixed(start + apart * i);
      }
      return;
    }
    int shift = 32 - FRACTION;
    long place = (long) (start * UNITS) + (1L << (shift - 1));
    long step = (long) (apart * UNITS);
    for (int i = 0; i < pixels; i++) {
      places[i] = (int) (place >> shift);
      place += step;
    }
  }

  private static void project(double[] back, int x, int y, int pixels, int[] u, int[] v) {
    double x0 = back[1] * y + back[2];
    double y0 = back[4] * y + back[5];
    double w0 = back[7] * y + back[8];
    for (int i = 0; i < pixels; i++) {
      int at = x + i;
      double w = back[6] * at + w0;
      w = w < 0 ? Math.min(w, -NEAREST) : Math.max(w, NEAREST);
      u[i] = fixed((back[0] * at + x0) / w);
      v[i] = fixed((back[3] * at + y0) / w);
    }
  }

  /** The shift makes truncation a floor; it is the kernels' own, for it takes part in rounding. */
  private static int fixed(double pixels) {
    int shift = 1 << 30;
    return (int) (within(pixels) * ONE + (0.5 + shift)) - shift;
  }

  /** Written as in C, so that what is no number lies as far out there as here. */
  private static double within(double pixels) {
    double low = pixels < FAR ? pixels : FAR;
    return low > -FAR ? low : -FAR;
  }
}
