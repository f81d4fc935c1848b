package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.eigen;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.Kernels;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Mean and covariance of the colors of an image, in fractions of full intensity.
 *
 * <p>Arrays in a class, because they break a record's equality.
 */
public final class ColorMoments {

  /**
   * Added to each variance, so that an image of one color has a Cholesky factor: (1/255)^2, one
   * 8-bit step.
   */
  private static final double MIN_VARIANCE = 1 / (255.0 * 255.0);

  private static final int CHANNELS = 3;
  private static final double WHITE = SampleType.UINT8.white();

  private final double[] mean;
  private final double[][] factor;

  private ColorMoments(double[] mean, double[][] factor) {
    this.mean = mean;
    this.factor = factor;
  }

  public static ColorMoments of(Image image) {
    if (Kernels.canColor(image.mat())) {
      return of(Kernels.ofThisJvm().moments(image.mat(), List.of()), image.size().pixels());
    }
    float[] samples;
    try (var fractions = RgbFloats.fractions(image);
        var floats = RgbFloats.image(fractions, SampleType.FLOAT32)) {
      samples = numbers(floats.toFloats());
    }
    var mean = mean(samples);
    return new ColorMoments(mean, cholesky(covariance(samples, mean)));
  }

  /** Of sums of levels and their products, as the kernels give them: whole numbers, so exact. */
  private static ColorMoments of(double[] sums, long pixels) {
    var mean = new double[CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      mean[i] = sums[i] / pixels / WHITE;
    }
    var covariance = new double[CHANNELS][CHANNELS];
    int next = CHANNELS;
    for (int i = 0; i < CHANNELS; i++) {
      for (int k = i; k < CHANNELS; k++) {
        double product = sums[next++] / pixels / (WHITE * WHITE) - mean[i] * mean[k];
        covariance[i][k] = product;
        covariance[k][i] = product;
      }
      covariance[i][i] += MIN_VARIANCE;
    }
    return new ColorMoments(mean, cholesky(covariance));
  }

  /** The pixels whose colors are all numbers; one that is black where there is none. */
  private static float[] numbers(float... samples) {
    var numbers = new float[samples.length];
    int count = 0;
    for (int at = 0; at < samples.length; at += CHANNELS) {
      boolean finite = Float.isFinite(samples[at] + samples[at + 1] + samples[at + 2]);
      if (finite) {
        System.arraycopy(samples, at, numbers, count, CHANNELS);
        count += CHANNELS;
      }
    }
    return count == samples.length ? samples : Arrays.copyOf(numbers, Math.max(CHANNELS, count));
  }

  /** The linear change of colors that turns these moments into the others. */
  ColorMatrix toward(ColorMoments target) {
    var linear = product(target.factor, inverse(factor));
    var rows = new double[CHANNELS * (CHANNELS + 1)];
    for (int i = 0; i < CHANNELS; i++) {
      double offset = target.mean[i];
      for (int k = 0; k < CHANNELS; k++) {
        rows[i * (CHANNELS + 1) + k] = linear[i][k];
        offset -= linear[i][k] * mean[k];
      }
      rows[i * (CHANNELS + 1) + CHANNELS] = offset;
    }
    return ColorMatrix.of(rows);
  }

  /**
   * The sum of the axes along which the colors vary, each times its variance and an amount; the
   * longest axis first, its largest part counted as positive.
   */
  public double[] alongAxes(double... amounts) {
    var covariance = product(factor, transposed(factor));
    var sum = new double[CHANNELS];
    try (var data = new DoublePointer(flat(covariance));
        var matrix = new Mat(CHANNELS, CHANNELS, CV_64F, data);
        var values = new Mat();
        var vectors = new Mat()) {
      eigen(matrix, values, vectors);
      DoubleBuffer variances = values.createBuffer();
      DoubleBuffer axes = vectors.createBuffer();
      for (int axis = 0; axis < CHANNELS; axis++) {
        double scale = amounts[axis] * variances.get(axis) * sign(axes, axis);
        for (int i = 0; i < CHANNELS; i++) {
          sum[i] += scale * axes.get(axis * CHANNELS + i);
        }
      }
    }
    return sum;
  }

  /** An axis has no direction of its own. */
  private static double sign(DoubleBuffer axes, int axis) {
    double largest = 0;
    for (int i = 0; i < CHANNELS; i++) {
      double part = axes.get(axis * CHANNELS + i);
      largest = Math.abs(part) > Math.abs(largest) + 1e-9 ? part : largest;
    }
    return Math.signum(largest);
  }

  private static double[][] transposed(double[][] matrix) {
    var transposed = new double[CHANNELS][CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      for (int k = 0; k < CHANNELS; k++) {
        transposed[k][i] = matrix[i][k];
      }
    }
    return transposed;
  }

  private static double[] flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] mean(float[] samples) {
    var sum = new double[CHANNELS];
    for (int i = 0; i < samples.length; i++) {
      sum[i % CHANNELS] += samples[i];
    }
    for (int i = 0; i < CHANNELS; i++) {
      sum[i] /= samples.length / (double) CHANNELS;
    }
    return sum;
  }

  private static double[][] covariance(float[] samples, double[] mean) {
    var sum = new double[CHANNELS][CHANNELS];
    for (int at = 0; at < samples.length; at += CHANNELS) {
      for (int i = 0; i < CHANNELS; i++) {
        for (int k = 0; k <= i; k++) {
          sum[i][k] += (samples[at + i] - mean[i]) * (samples[at + k] - mean[k]);
        }
      }
    }
    for (int i = 0; i < CHANNELS; i++) {
      for (int k = 0; k <= i; k++) {
        sum[i][k] = sum[i][k] / (samples.length / (double) CHANNELS);
        sum[k][i] = sum[i][k];
      }
      sum[i][i] += MIN_VARIANCE;
    }
    return sum;
  }

  /** The lower triangle L of {@code L L' = matrix}. */
  private static double[][] cholesky(double[][] matrix) {
    var lower = new double[CHANNELS][CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      for (int k = 0; k <= i; k++) {
        double rest = matrix[i][k];
        for (int j = 0; j < k; j++) {
          rest -= lower[i][j] * lower[k][j];
        }
        lower[i][k] = i == k ? Math.sqrt(rest) : rest / lower[k][k];
      }
    }
    return lower;
  }

  /** Of a lower triangle, by forward substitution. */
  private static double[][] inverse(double[][] lower) {
    var inverse = new double[CHANNELS][CHANNELS];
    for (int k = 0; k < CHANNELS; k++) {
      for (int i = k; i < CHANNELS; i++) {
        double rest = i == k ? 1 : 0;
        for (int j = k; j < i; j++) {
          rest -= lower[i][j] * inverse[j][k];
        }
        inverse[i][k] = rest / lower[i][i];
      }
    }
    return inverse;
  }

  private static double[][] product(double[][] left, double[][] right) {
    var product = new double[CHANNELS][CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      for (int k = 0; k < CHANNELS; k++) {
        for (int j = 0; j < CHANNELS; j++) {
          product[i][k] += left[i][j] * right[j][k];
        }
      }
    }
    return product;
  }
}
