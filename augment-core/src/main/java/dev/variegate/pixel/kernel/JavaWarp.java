package dev.variegate.pixel.kernel;

import static dev.variegate.pixel.kernel.WarpPlaces.FRACTION;
import static dev.variegate.pixel.kernel.WarpPlaces.ONE;

import dev.variegate.image.Border;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Bilinear sampling at places that are found a few pixels at a time, as in {@code warp.c}. */
final class JavaWarp {

  /**
   * Pixels that are worked on at a time; where lines of places begin anew, so not to be changed.
   */
  static final int CHUNK = 256;

  /** An image ends half a pixel beyond its outermost centers; with what places may be off by. */
  private static final int MARGIN = ONE / 2 + 2;

  private final ByteBuffer samples;
  private final int step;
  private final int width;
  private final int height;
  private final int channels;
  private final BorderMode borderMode;

  private final int[] u = new int[CHUNK];
  private final int[] v = new int[CHUNK];
  private final boolean[] beyond = new boolean[CHUNK];
  private final byte[] row;

  JavaWarp(Mat source, BorderMode borderMode) {
    this.step = Math.toIntExact(source.step());
    this.width = source.cols();
    this.height = source.rows();
    this.channels = source.channels();
    this.borderMode = borderMode;
    this.row = new byte[CHUNK * channels];
    long bytes = source.step() * (height - 1) + (long) width * channels;
    this.samples = source.data().capacity(bytes).asByteBuffer();
  }

  void show(Mat result, WarpPlaces.Finder places) {
    var to = new ByteRows(result);
    for (int y = 0; y < result.rows(); y++) {
      for (int x = 0; x < result.cols(); x += CHUNK) {
        int pixels = Math.min(CHUNK, result.cols() - x);
        places.find(x, y, pixels, u, v);
        show(pixels);
        to.write(x, y, pixels, row);
      }
    }
  }

  private void show(int pixels) {
    boolean filled = borderMode.border() == Border.CONSTANT && findBeyond(pixels);
    fold(u, pixels, width);
    fold(v, pixels, height);
    blend(pixels);
    if (filled) {
      fill(pixels);
    }
  }

  private boolean findBeyond(int pixels) {
    int right = (width - 1) * ONE + MARGIN;
    int bottom = (height - 1) * ONE + MARGIN;
    boolean some = false;
    for (int i = 0; i < pixels; i++) {
      beyond[i] = u[i] < -MARGIN || u[i] > right || v[i] < -MARGIN || v[i] > bottom;
      some |= beyond[i];
    }
    return some;
  }

  private void fill(int pixels) {
    int fill = borderMode.samples();
    for (int i = 0; i < pixels; i++) {
      for (int k = 0; beyond[i] && k < channels; k++) {
        row[i * channels + k] = (byte) (fill >> (8 * k));
      }
    }
  }

  /** Brings places to where the image has the pixels that are seen there. */
  private void fold(int[] places, int pixels, int length) {
    int end = (length - 1) * ONE;
    for (int i = 0; i < pixels; i++) {
      int place = places[i];
      if (place < 0 || place > end) {
        places[i] = seen(place, length, end);
      }
    }
  }

  private int seen(int place, int length, int end) {
    return switch (borderMode.border()) {
      case WRAP -> Math.floorMod(place, length * ONE);
      case REFLECT101 -> mirrored(place, end);
      case CONSTANT, REPLICATE -> place < 0 ? 0 : end;
    };
  }

  private static int mirrored(int place, int end) {
    if (end == 0) {
      return 0;
    }
    int rest = Math.floorMod(place, 2 * end);
    return rest > end ? 2 * end - rest : rest;
  }

  /** The next pixel after the last is the first, or itself. */
  private void blend(int pixels) {
    boolean wraps = borderMode.border() == Border.WRAP;
    int afterRight = wraps ? 0 : width - 1;
    int afterBottom = wraps ? 0 : height - 1;
    int to = 0;
    for (int i = 0; i < pixels; i++) {
      int x = u[i] >> FRACTION;
      int y = v[i] >> FRACTION;
      int fx = u[i] & (ONE - 1);
      int fy = v[i] & (ONE - 1);
      int upper = y * step;
      int lower = (y + 1 < height ? y + 1 : afterBottom) * step;
      int left = x * channels;
      int right = (x + 1 < width ? x + 1 : afterRight) * channels;
      for (int k = 0; k < channels; k++, left++, right++) {
        int above = across(sample(upper + left), sample(upper + right), fx);
        int below = across(sample(lower + left), sample(lower + right), fx);
        row[to++] = (byte) ((above * (ONE - fy) + below * fy + (1 << 17)) >> 18);
      }
    }
  }

  private int sample(int at) {
    return Byte.toUnsignedInt(samples.get(at));
  }

  /** In 2^-7 levels. */
  private static int across(int first, int second, int fraction) {
    return (first * (ONE - fraction) + second * fraction) >> 4;
  }
}
