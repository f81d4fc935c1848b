package dev.variegate.pixel;

import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import java.util.Arrays;

/**
 * Scaling as the literature on super-resolution does it: separable kernels that widen as an image
 * shrinks, so that nothing aliases. This is not OpenCV's {@link Interpolation}, whose cubic has
 * another parameter and whose kernels never widen.
 *
 * <p>Pixel centers lie at half pixels; beyond its edges an image is mirrored with its edge, {@code
 * dcba|abcd|dcba}; the weights of a pixel sum to 1. As MATLAB's {@code imresize}.
 */
public enum Resampling {
  /** Over 2 pixels: a triangle. Where an image grows, as PyTorch's {@code bilinear}. */
  BILINEAR(1),
  /** Over 4 pixels, a = -1/2 (Keys, "Cubic convolution interpolation", 1981). May overshoot. */
  BICUBIC(2),
  /** Over 6 pixels: sinc under the central lobe of a sinc three times as wide. May overshoot. */
  LANCZOS(3);

  /** Columns that are turned at a time. */
  private static final int BLOCK = 16;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /**
   * The image at another size as floats, black 0 and white 1, neither rounded nor clipped. All
   * channels are treated alike. The caller closes the result.
   */
  public Image resample(Image image, Size size) {
    int channels = image.channels();
    int height = image.height();
    var upright = turned(UnitFloats.of(image), height, image.width(), channels);
    var wide = taps(image.width(), size.width()).columns(upright, height * channels);
    var rows = turned(wide, size.width(), height, channels);
    var whole = taps(height, size.height()).columns(rows, size.width() * channels);
    return UnitFloats.floats(size, channels, whole);
  }

  /**
   * Rows become columns, for sums along columns are fast; the channels of a pixel stay together.
   * Few columns at a time, so that the lines of memory that they go to stay in the cache.
   */
  private static double[] turned(float[] samples, int rows, int columns, int channels) {
    var turned = new double[samples.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int block = 0; block < columns; block += BLOCK) {
        int end = Math.min(columns, block + BLOCK);
        for (int row = 0; row < rows; row++) {
          for (int column = block; column < end; column++) {
            turned[(column * rows + row) * channels + channel] =
                samples[(row * columns + column) * channels + channel];
          }
        }
      }
    }
    return turned;
  }

  private Taps taps(int from, int to) {
    double scale = (double) to / from;
    double stretch = Math.min(1, scale);
    int count = (int) Math.ceil(2 * support / stretch) + 1;
    var places = new int[to][count];
    var weights = new double[to][count];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) / scale - 0.5;
      int first = (int) Math.floor(center - support / stretch) + 1;
      double sum = 0;
      for (int tap = 0; tap < count; tap++) {
        places[i][tap] = mirrored(first + tap, from);
        weights[i][tap] = kernel(Math.abs(center - first - tap) * stretch);
        sum += weights[i][tap];
      }
      for (int tap = 0; tap < count; tap++) {
        weights[i][tap] /= sum;
      }
    }
    return new Taps(places, weights);
  }

  private static int mirrored(int place, int length) {
    int within = Math.floorMod(place, 2 * length);
    return within < length ? within : 2 * length - 1 - within;
  }

  private double kernel(double x) {
    return switch (this) {
      case BILINEAR -> Math.max(0, 1 - x);
      case BICUBIC -> cubic(x);
      case LANCZOS -> lanczos(x);
    };
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  private static double lanczos(double x) {
    return x < 3 ? sinc(x) * sinc(x / 3) : 0;
  }

  private static double sinc(double x) {
    double angle = Math.PI * x;
    return angle < 1e-8 ? 1 : StrictMath.sin(angle) / angle;
  }

  /** Which rows make each row of the result, and with which weights. */
  private static final class Taps {
    private final int[][] places;
    private final double[][] weights;

    Taps(int[][] places, double[][] weights) {
      this.places = places;
      this.weights = weights;
    }

    /** Scales every column of rows that have {@code width} samples. */
    float[] columns(double[] samples, int width) {
      var result = new float[Math.multiplyExact(places.length, width)];
      var sums = new double[width];
      for (int i = 0; i < places.length; i++) {
        Arrays.fill(sums, 0);
        for (int tap = 0; tap < places[i].length; tap++) {
          double weight = weights[i][tap];
          if (weight == 0) {
            continue; // as the outermost is where the sizes divide each other
          }
          int from = places[i][tap] * width;
          for (int x = 0; x < width; x++) {
            sums[x] += weight * samples[from + x];
          }
        }
        for (int x = 0; x < width; x++) {
          result[i * width + x] = (float) sums[x];
        }
      }
      return result;
    }
  }
}
