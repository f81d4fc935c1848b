package dev.variegate.pixel.kernel;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Kernels for 8-bit samples where OpenCV is too slow: bilinear warps, motion-blur lines, chains of
 * color changes, and channel sums. {@link NativeKernels}, at any processor level, and the slower
 * {@link JavaKernels} give the same samples.
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
    return made(
        wide.rows() - 2 * margin,
        wide.cols() - 2 * margin,
        wide.type(),
        result -> filter(wide, margin, result, pairs));
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

  abstract void warp(Mat source, Mat result, double[] back, BorderMode border);

  abstract void remap(Mat source, Mat result, Mat map, boolean relative, BorderMode border);

  /** The pairs are a tap's distance in bytes and its weight in 2^-16. */
  abstract void filter(Mat wide, int margin, Mat result, int[] pairs);

  /** The result may be the source. */
  abstract void colors(Mat source, Mat result, float[] program, int parts);

  abstract double[] moments(Mat source, float[] program, int parts);

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
