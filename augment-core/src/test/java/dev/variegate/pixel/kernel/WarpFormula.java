package dev.variegate.pixel.kernel;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;

/** The formula of {@code warp.c}, one pixel at a time. */
final class WarpFormula {
  private static final int ONE = 1 << 11;
  private static final int CHUNK = 256;
  private static final double FAR = 1 << 18;

  private final Image source;
  private final byte[] samples;
  private final SamplingMode sampling;

  WarpFormula(Image source, SamplingMode sampling) {
    this.source = source;
    this.samples = source.toBytes();
    this.sampling = sampling;
  }

  byte[] warp(Homography back, Size output) {
    var m = back.rows();
    boolean straight = m[6] == 0 && m[7] == 0 && m[8] == 1;
    return each(
        output,
        (x, y) -> {
          if (straight) {
            int from = x / CHUNK * CHUNK;
            int length = Math.min(CHUNK, output.width() - from);
            return new int[] {
              onLine(m[0] * from + (m[1] * y + m[2]), m[0], x - from, length),
              onLine(m[3] * from + (m[4] * y + m[5]), m[3], x - from, length)
            };
          }
          double w = m[6] * x + (m[7] * y + m[8]);
          w = w < 0 ? Math.min(w, -1e-12) : Math.max(w, 1e-12);
          return new int[] {
            fixed((m[0] * x + (m[1] * y + m[2])) / w), fixed((m[3] * x + (m[4] * y + m[5])) / w)
          };
        });
  }

  byte[] remap(float[] pairs, Size output, boolean relative) {
    return each(
        output,
        (x, y) -> {
          int at = 2 * (y * output.width() + x);
          return new int[] {
            fixed(pairs[at] + (relative ? x : 0.0)), fixed(pairs[at + 1] + (relative ? y : 0.0))
          };
        });
  }

  private interface Place {
    int[] of(int x, int y);
  }

  private byte[] each(Size output, Place place) {
    int channels = source.channels();
    var result = new byte[Math.toIntExact(output.pixels() * channels)];
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        var uv = place.of(x, y);
        for (int k = 0; k < channels; k++) {
          result[(y * output.width() + x) * channels + k] = (byte) sample(uv[0], uv[1], k);
        }
      }
    }
    return result;
  }

  private static double within(double value) {
    return Math.max(-FAR, Math.min(FAR, value));
  }

  private static int fixed(double pixels) {
    return (int) Math.floor(within(pixels) * ONE + 0.5);
  }

  private static int onLine(double start, double apart, int number, int length) {
    double end = start + apart * length;
    if (within(start) != start || within(end) != end) {
      return fixed(start + apart * number);
    }
    long units = ((long) (start * 0x1p32)) + (1 << 20) + ((long) (apart * 0x1p32)) * number;
    return (int) (units >> 21);
  }

  private int sample(int u, int v, int channel) {
    int right = (source.width() - 1) * ONE;
    int bottom = (source.height() - 1) * ONE;
    int margin = ONE / 2 + 2;
    if (sampling.border() == Border.CONSTANT
        && (u < -margin || u > right + margin || v < -margin || v > bottom + margin)) {
      return channel == 3 ? 0 : (int) Math.rint(sampling.fill() * 255);
    }
    int x = seen(u, source.width());
    int y = seen(v, source.height());
    int fx = x & (ONE - 1);
    int fy = y & (ONE - 1);
    int upper = across(x >> 11, y >> 11, fx, channel);
    int lower = across(x >> 11, next(y >> 11, source.height()), fx, channel);
    return (upper * (ONE - fy) + lower * fy + (1 << 17)) >> 18;
  }

  private int across(int x, int y, int fx, int channel) {
    int first = at(x, y, channel);
    int second = at(next(x, source.width()), y, channel);
    return (first * (ONE - fx) + second * fx) >> 4;
  }

  private int next(int place, int length) {
    return sampling.border() == Border.WRAP
        ? (place + 1) % length
        : Math.min(place + 1, length - 1);
  }

  private int at(int x, int y, int channel) {
    return Byte.toUnsignedInt(samples[(y * source.width() + x) * source.channels() + channel]);
  }

  private int seen(int place, int length) {
    int end = (length - 1) * ONE;
    return switch (sampling.border()) {
      case WRAP -> Math.floorMod(place, length * ONE);
      case REFLECT101 ->
          end == 0 ? 0 : Math.min(Math.floorMod(place, 2 * end), Math.floorMod(-place, 2 * end));
      case CONSTANT, REPLICATE -> Math.max(0, Math.min(end, place));
    };
  }
}
