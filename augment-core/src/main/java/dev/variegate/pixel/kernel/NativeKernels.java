package dev.variegate.pixel.kernel;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * What OpenCV does too slowly with 8-bit samples: bilinear warps, lines of motion, chains of color
 * changes and sums, in C (folder {@code src/main/native}).
 *
 * <p>Compiled for several levels of processor from the same lines, with whole numbers or with
 * floats that are never reordered: the samples are the same on all of them.
 */
public final class NativeKernels {

  /** What the kernels count bytes with. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  /** Places are kept in 2^-11 pixels, up to 2^18 pixels to either side. */
  private static final int MAX_PIXELS = 1 << 17;

  private static final int MAX_CHANNELS = 4;

  /** What a processor can do. */
  enum Level {
    SSE2(0),
    AVX2(1),
    AVX512(2);

    private final int code;

    Level(int code) {
      this.code = code;
    }
  }

  private final Level level;

  NativeKernels(Level level) {
    KernelLibrary.load();
    this.level = level;
  }

  private static final class Best {
    private static final NativeKernels KERNELS = new NativeKernels(best());
  }

  /** For this processor. */
  public static NativeKernels ofThisMachine() {
    KernelLibrary.load(); // here, or the next caller would not learn why
    return Best.KERNELS;
  }

  /** The best level that this processor has. */
  static Level best() {
    KernelLibrary.load();
    return Level.values()[bestLevel()];
  }

  /** Whether they can show it so. */
  public static boolean canShow(Mat mat, Interpolation interpolation) {
    return interpolation.warpFlag() == INTER_LINEAR
        && mat.depth() == CV_8U
        && mat.channels() <= MAX_CHANNELS
        && Math.max(mat.rows(), mat.cols()) < MAX_PIXELS
        && canCount(mat);
  }

  private static boolean canCount(Mat mat) {
    return mat.step() * mat.rows() <= MAX_BYTES;
  }

  /** Whether they can weigh its neighbors. */
  public static boolean canFilter(Mat mat) {
    return mat.depth() == CV_8U && canCount(mat);
  }

  /**
   * A new matrix that shows the source through a projective map, bilinearly.
   *
   * @param back from the result to the source, nine numbers row by row
   * @param edge what is seen beyond the source
   */
  public Mat warp(Mat source, double[] back, Size output, Edge edge) {
    var result = new Mat(output.height(), output.width(), source.type());
    warp(level.code, image(source), image(result), back, code(edge.border()), edge.samples());
    return result;
  }

  /**
   * A new matrix that shows the source at the places of a dense map, bilinearly.
   *
   * @param map two floats for each pixel of the result
   * @param relative whether they count from the pixel itself
   * @param edge what is seen beyond the source
   */
  public Mat remap(Mat source, Mat map, boolean relative, Edge edge) {
    var result = new Mat(map.rows(), map.cols(), source.type());
    remap(
        level.code,
        image(source),
        image(result),
        map.data().address(),
        map.step() / Float.BYTES,
        relative,
        code(edge.border()),
        edge.samples());
    return result;
  }

  /**
   * A new matrix of weighed sums of neighbors, all channels alike.
   *
   * @param wide bytes, with {@code edge} pixels more to each side than the result
   * @param taps no further away than the edge; weights sum to 1
   */
  public Mat filter(Mat wide, int edge, List<FilterTap> taps) {
    var pairs = FilterTap.pairs(taps, Math.toIntExact(wide.step()), wide.channels());
    var result = new Mat(wide.rows() - 2 * edge, wide.cols() - 2 * edge, wide.type());
    try (var inside = new Rect(edge, edge, result.cols(), result.rows());
        var seen = new Mat(wide, inside)) {
      filter(level.code, image(seen), image(result), pairs);
    }
    return result;
  }

  /** Whether they can change its colors. */
  public static boolean canColor(Mat mat) {
    return mat.depth() == CV_8U && mat.channels() == 3 && canCount(mat);
  }

  /** A new matrix of RGB that has gone through the parts in order. */
  public Mat colors(Mat source, List<ColorKernelStep> parts) {
    var result = new Mat(source.rows(), source.cols(), source.type());
    colors(source, result, parts);
    return result;
  }

  /** Changes a matrix of RGB itself. */
  public void color(Mat matrix, List<ColorKernelStep> parts) {
    colors(matrix, matrix, parts);
  }

  private void colors(Mat source, Mat result, List<ColorKernelStep> parts) {
    colors(level.code, image(source), image(result), ColorKernelStep.program(parts), parts.size());
  }

  /** The sums of red, green and blue. */
  public double[] sums(Mat source) {
    var sums = new double[3];
    sums(level.code, image(source), sums);
    return sums;
  }

  /** As {@code image} in kernels.h. */
  private static long[] image(Mat mat) {
    return new long[] {mat.data().address(), mat.step(), mat.cols(), mat.rows(), mat.channels()};
  }

  /** As {@code enum border} in kernels.h. */
  private static int code(Border border) {
    return switch (border) {
      case CONSTANT -> 0;
      case REFLECT101 -> 1;
      case REPLICATE -> 2;
      case WRAP -> 3;
    };
  }

  /** The SHA-256 of the sources that the library was built from. */
  static String builtFrom() {
    KernelLibrary.load();
    return sources();
  }

  private static native int bestLevel();

  private static native String sources();

  private static native void warp(
      int level, long[] from, long[] to, double[] back, int border, int fill);

  private static native void remap(
      int level,
      long[] from,
      long[] to,
      long map,
      long mapStep,
      boolean relative,
      int border,
      int fill);

  private static native void filter(int level, long[] from, long[] to, int[] taps);

  private static native void colors(int level, long[] from, long[] to, float[] program, int parts);

  private static native void sums(int level, long[] from, double[] sums);
}
