package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.noArray;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_core.vconcat;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.Kernels;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives the lowest frequencies of an 8-bit image other amplitudes by adding what they change alone:
 * sums of products with few cosines and sines, where a Fourier transform would find all frequencies
 * both ways.
 */
final class LowFrequencies {

  /** From so many frequencies on a Fourier transform is as fast. */
  static final int MAX_REACH = 64;

  /** Rows whose changes stay in the cache. */
  private static final int ROWS = 32;

  private static final double WHITE = SampleType.UINT8.white();

  private final int reach;
  private final LowFrequencyAmplitudes target;

  LowFrequencies(int reach, LowFrequencyAmplitudes target) {
    this.reach = reach;
    this.target = target;
  }

  /** A new matrix of the same type. */
  Mat adapted(Mat mat) {
    try (var down = waves(mat.rows());
        var across = waves(mat.cols());
        var parts = parts(mat, down, across)) {
      change(parts, mat);
      try (var changes = spread(parts, across, mat.channels());
          var back = new Mat()) {
        transpose(down, back);
        return sum(mat, back, changes);
      }
    }
  }

  /** Rows of the cosines from 0 to reach, then of the sines from 1 on. */
  private Mat waves(int length) {
    var cosines = new float[length];
    var sines = new float[length];
    for (int i = 0; i < length; i++) {
      cosines[i] = (float) StrictMath.cos(2 * Math.PI * i / length);
      sines[i] = (float) StrictMath.sin(2 * Math.PI * i / length);
    }
    var waves = new float[waves() * length];
    for (int i = 0; i < waves.length; i++) {
      int wave = i / length;
      long turns = (long) (wave <= reach ? wave : wave - reach) * (i % length);
      waves[i] = (wave <= reach ? cosines : sines)[(int) (turns % length)];
    }
    var mat = new Mat(waves(), length, CV_32F);
    FloatBuffer numbers = mat.createBuffer();
    numbers.put(waves);
    return mat;
  }

  private int waves() {
    return 2 * reach + 1;
  }

  /** The image's sums of products: rows of waves across, columns of channels and waves down. */
  private Mat parts(Mat mat, Mat down, Mat across) {
    try (var sums = down(mat, down);
        var flipped = new Mat()) {
      transpose(sums, flipped);
      try (var pixels = flipped.reshape(1, mat.cols())) {
        return Kernels.ofThisJvm().product(across, pixels);
      }
    }
  }

  /** Rows of waves down, columns of samples. */
  private Mat down(Mat mat, Mat waves) {
    if (reach > 0 && mat.rows() > 2) {
      return folded(mat, waves);
    }
    try (var levels = new Mat()) {
      mat.convertTo(levels, CV_32F);
      return sums(levels, waves);
    }
  }

  private static Mat sums(Mat levels, Mat down) {
    try (var samples = levels.reshape(1)) {
      return Kernels.ofThisJvm().product(down, samples);
    }
  }

  /**
   * Of half as many products: a row and the one that is as far from the end see the same cosines,
   * and opposite sines.
   */
  private Mat folded(Mat mat, Mat down) {
    int pairs = (mat.rows() - 1) / 2;
    int half = mat.rows() / 2 + 1;
    try (var noMask = noArray();
        var near = mat.rowRange(1, pairs + 1);
        var end = mat.rowRange(mat.rows() - pairs, mat.rows());
        var far = new Mat();
        var first = mat.rowRange(0, half);
        var same = new Mat();
        var opposite = new Mat()) {
      flip(end, far, 0);
      first.convertTo(same, CV_32F);
      subtract(near, far, opposite, noMask, CV_32F);
      try (var paired = same.rowRange(1, pairs + 1)) {
        add(paired, far, paired, noMask, CV_32F);
      }
      try (var before = down.rowRange(0, reach + 1);
          var cosines = before.colRange(0, half);
          var after = down.rowRange(reach + 1, down.rows());
          var sines = after.colRange(1, pairs + 1);
          var even = sums(same, cosines);
          var odd = sums(opposite, sines)) {
        return filled(sums -> vconcat(even, odd, sums));
      }
    }
  }

  /** Parts become what is to be added to those of the image. */
  private void change(Mat parts, Mat mat) {
    FloatBuffer numbers = parts.createBuffer();
    for (int channel = 0; channel < mat.channels(); channel++) {
      for (int v = 0; v <= reach; v++) {
        for (int u = 0; u <= reach; u++) {
          var both = new Both(numbers, parts.cols(), channel * waves() + v, u);
          double weight = share(v, mat.rows()) * share(u, mat.cols()) / (2.0 * mat.total());
          both.change(v, target.at(channel, v, u), target.at(channel, -v, u), weight);
        }
      }
    }
  }

  /** A frequency stands for its opposite too, unless that is itself. */
  private static int share(int frequency, int length) {
    return frequency == 0 || 2 * frequency == length ? 1 : 2;
  }

  /** The two frequencies that are equally far down and up. */
  private final class Both {
    private final FloatBuffer numbers;
    private final int first;
    private final int below;
    private final int u;

    /**
     * Finds their numbers.
     *
     * @param cosine column of the cosine down; its sine is {@code reach} columns on
     * @param u cycles across
     */
    Both(FloatBuffer numbers, int columns, int cosine, int u) {
      this.numbers = numbers;
      this.first = u * columns + cosine;
      this.below = reach * columns;
      this.u = u;
    }

    void change(int v, float down, float up, double weight) {
      double cosines = numbers.get(first);
      double sineDown = v == 0 ? 0 : numbers.get(first + reach);
      double sineAcross = u == 0 ? 0 : numbers.get(first + below);
      double sines = v == 0 || u == 0 ? 0 : numbers.get(first + below + reach);
      double[] one = difference(cosines - sines, -sineDown - sineAcross, down * WHITE);
      double[] other = difference(cosines + sines, sineDown - sineAcross, up * WHITE);
      numbers.put(first, (float) (weight * (one[0] + other[0])));
      if (v > 0) {
        numbers.put(first + reach, (float) (weight * (other[1] - one[1])));
      }
      if (u > 0) {
        numbers.put(first + below, (float) (weight * (-one[1] - other[1])));
      }
      if (u > 0 && v > 0) {
        numbers.put(first + below + reach, (float) (weight * (other[0] - one[0])));
      }
    }
  }

  /** From a complex number to one of its phase, that of nothing being 0, and another amplitude. */
  private static double[] difference(double real, double imaginary, double amplitude) {
    double now = Math.hypot(real, imaginary);
    double factor = amplitude / now - 1;
    return now == 0
        ? new double[] {amplitude, 0}
        : new double[] {real * factor, imaginary * factor};
  }

  /** Rows of waves down, columns of samples. */
  private static Mat spread(Mat parts, Mat across, int channels) {
    try (var back = new Mat()) {
      transpose(across, back);
      try (var pixels = Kernels.ofThisJvm().product(back, parts);
          var samples = pixels.reshape(1, pixels.rows() * channels)) {
        return filled(spread -> transpose(samples, spread));
      }
    }
  }

  /** The image and its changes, a few rows at a time. */
  private static Mat sum(Mat mat, Mat down, Mat changes) {
    return filled(
        result -> {
          result.create(mat.rows(), mat.cols(), mat.type());
          sum(mat, down, changes, result);
        });
  }

  private static void sum(Mat mat, Mat down, Mat changes, Mat result) {
    for (int top = 0; top < mat.rows(); top += ROWS) {
      int bottom = Math.min(mat.rows(), top + ROWS);
      try (var rows = down.rowRange(top, bottom);
          var added = Kernels.ofThisJvm().product(rows, changes);
          var samples = added.reshape(mat.channels());
          var from = mat.rowRange(top, bottom);
          var to = result.rowRange(top, bottom);
          var noMask = noArray()) {
        add(from, samples, to, noMask, mat.depth());
      }
    }
  }

  /** A new matrix, closed if it cannot be filled. */
  private static Mat filled(Consumer<Mat> filling) {
    var made = new Mat();
    try {
      filling.accept(made);
      return made;
    } catch (RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }
}
