package dev.variegate.pixel.kernel;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What OpenCV does too slowly with 8-bit samples: bilinear warps, lines of motion, chains of color
 * changes and sums. The samples do not depend on who does it: {@link NativeKernels} at any level of
 * processor, or {@link JavaKernels}, which are slower.
 *
 * <p>The system property {@code variegate.kernels}, read once in each JVM, is {@code native} (a
 * machine that cannot load them is refused), {@code java}, or {@code auto}, which it is where it is
 * not set: native, or where they cannot be loaded Java, with one warning that says why.
 */
public abstract class Kernels {

  /** What the kernels count bytes with. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  /** Places are kept in 2^-11 pixels, up to 2^18 pixels to either side. */
  private static final int MAX_PIXELS = 1 << 17;

  private static final int MAX_CHANNELS = 4;

  Kernels() {}

  /**
   * Those that this JVM works with.
   *
   * @throws IllegalArgumentException if the system property is something else
   * @throws IllegalStateException if it asks for native kernels, which this machine cannot load
   */
  public static Kernels ofThisJvm() {
    return KernelChoice.OF_THIS_JVM.get();
  }

  /** Whether they can show it so. */
  public static boolean canShow(Mat mat, Interpolation interpolation) {
    return interpolation.warpFlag() == INTER_LINEAR
        && mat.depth() == CV_8U
        && mat.channels() <= MAX_CHANNELS
        && Math.max(mat.rows(), mat.cols()) < MAX_PIXELS
        && canCount(mat);
  }

  /** Whether they can weigh its neighbors. */
  public static boolean canFilter(Mat mat) {
    return mat.depth() == CV_8U && canCount(mat);
  }

  /** Whether they can change its colors. */
  public static boolean canColor(Mat mat) {
    return mat.depth() == CV_8U && mat.channels() == 3 && canCount(mat);
  }

  private static boolean canCount(Mat mat) {
    return mat.step() * mat.rows() <= MAX_BYTES;
  }

  /**
   * A new matrix that shows the source through a projective map, bilinearly.
   *
   * @param back from the result to the source, nine numbers row by row
   * @param edge what is seen beyond the source
   */
  public final Mat warp(Mat source, double[] back, Size output, Edge edge) {
    return made(
        output.height(), output.width(), source.type(), result -> warp(source, result, back, edge));
  }

  /**
   * A new matrix that shows the source at the places of a dense map, bilinearly.
   *
   * @param map two floats for each pixel of the result
   * @param relative whether they count from the pixel itself
   * @param edge what is seen beyond the source
   */
  public final Mat remap(Mat source, Mat map, boolean relative, Edge edge) {
    return made(
        map.rows(),
        map.cols(),
        source.type(),
        result -> remap(source, result, map, relative, edge));
  }

  /**
   * A new matrix of weighed sums of neighbors, all channels alike.
   *
   * @param wide bytes, with {@code edge} pixels more to each side than the result
   * @param taps no further away than the edge; weights sum to 1
   */
  public final Mat filter(Mat wide, int edge, List<FilterTap> taps) {
    var pairs = FilterTap.pairs(taps, Math.toIntExact(wide.step()), wide.channels());
    return made(
        wide.rows() - 2 * edge,
        wide.cols() - 2 * edge,
        wide.type(),
        result -> filter(wide, edge, result, pairs));
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

  abstract void warp(Mat source, Mat result, double[] back, Edge edge);

  abstract void remap(Mat source, Mat result, Mat map, boolean relative, Edge edge);

  /** The pairs are a tap's distance in bytes and its weight in 2^-16. */
  abstract void filter(Mat wide, int edge, Mat result, int[] pairs);

  /** The result may be the source. */
  abstract void colors(Mat source, Mat result, float[] program, int parts);

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
