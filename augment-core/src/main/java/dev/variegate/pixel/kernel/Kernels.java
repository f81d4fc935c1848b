package dev.variegate.pixel.kernel;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Kernels for 8-bit samples where OpenCV is too slow: bilinear warps and zooms, sums of many
 * neighbors, tables, chains of color changes, moments of colors, normal noise, and products of
 * matrices. {@link NativeKernels}, at any processor level, and the slower {@link JavaKernels} give
 * the same samples.
 *
 * <p>The system property {@code variegate.kernels}, read once in each JVM, is {@code native} (a
 * machine that cannot load them is refused), {@code java}, or {@code auto}, which it is where it is
 * not set: native, or where they cannot be loaded Java, with one warning that says why.
 */
public abstract class Kernels {

  /** Kernels index bytes by an int. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  /** Places are kept in 2^-11 pixels, up to 2^18 pixels to either side. */
  private static final int MAX_PIXELS = 1 << 17;

  private static final int MAX_CHANNELS = 4;

  /** As {@code MOST_REACH} in kernels.h. */
  private static final int MAX_REACH = 16;

  private static final int MAX_SCALES = 16;

  Kernels() {}

  /**
   * The kernels of this JVM.
   *
   * @throws IllegalArgumentException if the system property is something else
   * @throws IllegalStateException if it asks for native kernels, which this machine cannot load
   */
  public static Kernels ofThisJvm() {
    return KernelChoice.OF_THIS_JVM.get();
  }

  /** Whether {@link #warp} and {@link #remap} take such a source. */
  public static boolean canWarp(Mat mat, Interpolation interpolation) {
    return interpolation.warpFlag() == INTER_LINEAR
        && mat.depth() == CV_8U
        && mat.channels() <= MAX_CHANNELS
        && Math.max(mat.rows(), mat.cols()) < MAX_PIXELS
        && isIndexable(mat);
  }

  /** Whether {@link #filter} takes such a source. */
  public static boolean canFilter(Mat mat) {
    return mat.depth() == CV_8U && isIndexable(mat);
  }

  /** Whether {@link #colors}, {@link #sums} and {@link #moments} take such a source. */
  public static boolean canColor(Mat mat) {
    return mat.depth() == CV_8U && mat.channels() == 3 && isIndexable(mat);
  }

  private static boolean isIndexable(Mat mat) {
    return mat.step() * mat.rows() <= MAX_BYTES;
  }

  /**
   * A new matrix: the source warped by a homography, with bilinear interpolation.
   *
   * @param back from the result to the source, nine numbers row by row
   * @param border what is seen beyond the source
   */
  public final Mat warp(Mat source, double[] back, Size output, BorderMode border) {
    return made(
        output.height(),
        output.width(),
        source.type(),
        result -> warp(source, result, back, border));
  }

  /**
   * A new matrix: the source sampled at the coordinates of a dense map, with bilinear
   * interpolation.
   *
   * @param map two floats for each pixel of the result
   * @param relative whether they count from the pixel itself
   * @param border what is seen beyond the source
   */
  public final Mat remap(Mat source, Mat map, boolean relative, BorderMode border) {
    return made(
        map.rows(),
        map.cols(),
        source.type(),
        result -> remap(source, result, map, relative, border));
  }

  /**
   * A new matrix: weighted sums of neighbors, the same for all channels.
   *
   * @param wide bytes, with {@code margin} pixels more to each side than the result
   * @param taps no further away than the margin; weights sum to 1
   */
  public final Mat filter(Mat wide, int margin, List<FilterTap> taps) {
    var pairs = FilterTap.pairs(taps, Math.toIntExact(wide.step()), wide.channels());
    return inside(wide, margin, (seen, result) -> filter(seen, result, pairs));
  }

  /** Whether {@link #convolve} takes such a source and distance. */
  public static boolean canConvolve(Mat mat, int reach) {
    return canFilter(mat) && mat.channels() <= MAX_CHANNELS && reach <= MAX_REACH;
  }

  /**
   * A new matrix: weighted sums of neighbors whose weights are mirrored both ways, the same for all
   * channels, rounded and clamped.
   *
   * @param wide bytes, with {@code reach} pixels more to each side than the result
   * @param weights of the neighbors to the right and below, row by row from the middle on, {@code
   *     (reach + 1)^2} of them
   */
  public final Mat convolve(Mat wide, int reach, float... weights) {
    require(weights.length == (reach + 1) * (reach + 1) && reach <= MAX_REACH, "weights");
    return inside(wide, reach, (seen, result) -> convolve(seen, result, reach, weights));
  }

  /** Whether {@link #zooms} takes such a source. */
  public static boolean canZoom(Mat mat) {
    return canWarp(mat, Interpolation.BILINEAR);
  }

  /**
   * A new matrix: the mean of the source and of itself at every scale about its middle, with
   * bilinear interpolation, rounded once.
   *
   * @param scales 16 at most, each 1 or more
   */
  public final Mat zooms(Mat source, double... scales) {
    require(scales.length <= MAX_SCALES, "scales");
    return made(
        source.rows(), source.cols(), source.type(), result -> zooms(source, result, scales));
  }

  /** A new matrix of RGB that has gone through the parts in order. */
  public final Mat colors(Mat source, List<ColorKernelStep> parts) {
    return made(
        source.rows(), source.cols(), source.type(), result -> colors(source, result, parts));
  }

  /** Changes a matrix of RGB itself. */
  public final void color(Mat matrix, List<ColorKernelStep> parts) {
    colors(matrix, matrix, parts);
  }

  private void colors(Mat source, Mat result, List<ColorKernelStep> parts) {
    colors(source, result, ColorKernelStep.program(parts), parts.size());
  }

  /** The sums of red, green and blue. */
  public abstract double[] sums(Mat source);

  /**
   * Sums over RGB that has gone through the parts, which need not round: of red, green and blue,
   * and of their products in the order of RR, RG, RB, GG, GB and BB.
   */
  public final double[] moments(Mat source, List<ColorKernelStep> parts) {
    return moments(source, ColorKernelStep.program(parts), parts.size());
  }

  /**
   * A new matrix of floats: independent normal numbers of mean 0 and variance 1, each fixed by the
   * seed, its row, its column and its channel.
   */
  public final Mat normals(int rows, int columns, int channels, long seed) {
    return made(rows, columns, CV_32FC(channels), result -> normals(result, seed));
  }

  /** Whether {@link #grain} takes such a source. */
  public static boolean canGrain(Mat mat) {
    return canColor(mat) || (canFilter(mat) && mat.channels() == 1);
  }

  /** A new matrix: gray or RGB with noise made of {@link #normals}, rounded and clamped. */
  public final Mat grain(Mat source, GrainNoise noise, long seed) {
    return made(
        source.rows(),
        source.cols(),
        source.type(),
        result -> grain(source, result, noise.numbers(), seed));
  }

  /**
   * A new matrix: another level for each, all channels alike.
   *
   * @param source bytes
   * @param table 256 levels
   */
  public final Mat lookUp(Mat source, byte[] table) {
    return made(
        source.rows(), source.cols(), source.type(), result -> lookUp(source, result, table));
  }

  /** Changes the levels of a matrix of bytes itself. */
  public final void lookUpIn(Mat matrix, byte[] table) {
    lookUp(matrix, matrix, table);
  }

  /**
   * A new matrix: the product of two matrices of one channel of floats, summed up in the order of
   * the rows of the second.
   */
  public final Mat product(Mat first, Mat second) {
    return made(first.rows(), second.cols(), CV_32FC(1), result -> product(first, second, result));
  }

  abstract void warp(Mat source, Mat result, double[] back, BorderMode border);

  abstract void remap(Mat source, Mat result, Mat map, boolean relative, BorderMode border);

  /** The pairs are a tap's distance in bytes and its weight in 2^-16. */
  abstract void filter(Mat seen, Mat result, int[] pairs);

  abstract void convolve(Mat seen, Mat result, int reach, float[] weights);

  abstract void zooms(Mat source, Mat result, double[] scales);

  /** The result may be the source. */
  abstract void colors(Mat source, Mat result, float[] program, int parts);

  abstract double[] moments(Mat source, float[] program, int parts);

  /** The result may be the source. */
  abstract void lookUp(Mat source, Mat result, byte[] table);

  abstract void product(Mat first, Mat second, Mat result);

  abstract void normals(Mat result, long seed);

  abstract void grain(Mat source, Mat result, float[] numbers, long seed);

  /** The kernels in C have room for no more. */
  private static void require(boolean fit, String numbers) {
    if (!fit) {
      throw new IllegalArgumentException(
          "Kernel is given %s that it has no room for; see what it takes".formatted(numbers));
    }
  }

  /** A result for what is left of a matrix without its margin. */
  private static Mat inside(Mat wide, int margin, BiConsumer<Mat, Mat> filling) {
    try (var rect = new Rect(margin, margin, wide.cols() - 2 * margin, wide.rows() - 2 * margin);
        var seen = new Mat(wide, rect)) {
      return made(seen.rows(), seen.cols(), seen.type(), result -> filling.accept(seen, result));
    }
  }

  private static Mat made(int rows, int columns, int type, Consumer<Mat> filling) {
    var result = new Mat(rows, columns, type);
    try {
      filling.accept(result);
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }
}
