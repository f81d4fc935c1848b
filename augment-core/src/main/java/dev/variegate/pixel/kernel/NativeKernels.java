package dev.variegate.pixel.kernel;

import dev.variegate.image.Border;
import dev.variegate.image.BundledLibrary;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The kernels in C (folder {@code src/main/native}).
 *
 * <p>Compiled for several levels of processor from the same lines, with whole numbers or with
 * floats that are never reordered: the samples are the same on all of them.
 */
final class NativeKernels extends Kernels {

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

  private static final BundledLibrary LIBRARY =
      new BundledLibrary("library of kernels", "variegate-kernels", NativeKernels.class);

  private final Level level;

  NativeKernels(Level level) {
    LIBRARY.require();
    this.level = level;
  }

  private static final class Best {
    private static final NativeKernels KERNELS = new NativeKernels(best());
  }

  /**
   * For this processor.
   *
   * @throws IllegalStateException if this machine cannot load them
   */
  static NativeKernels ofThisMachine() {
    LIBRARY.require(); // here, or the next caller would not learn why
    return Best.KERNELS;
  }

  /** The best level that this processor has. */
  static Level best() {
    LIBRARY.require();
    return Level.values()[bestLevel()];
  }

  @Override
  void warp(Mat source, Mat result, double[] back, BorderMode border) {
    warp(level.code, image(source), image(result), back, code(border.border()), border.samples());
  }

  @Override
  void remap(Mat source, Mat result, Mat map, boolean relative, BorderMode border) {
    remap(
        level.code,
        image(source),
        image(result),
        map.data().address(),
        map.step() / Float.BYTES,
        relative,
        code(border.border()),
        border.samples());
  }

  @Override
  void filter(Mat seen, Mat result, int[] pairs) {
    filter(level.code, image(seen), image(result), pairs);
  }

  @Override
  void convolve(Mat seen, Mat result, int reach, float[] weights) {
    convolve(level.code, image(seen), image(result), weights, reach);
  }

  @Override
  void zooms(Mat source, Mat result, double[] scales) {
    zooms(level.code, image(source), image(result), scales);
  }

  @Override
  void colors(Mat source, Mat result, float[] program, int parts) {
    colors(level.code, image(source), image(result), program, parts);
  }

  @Override
  public double[] sums(Mat source) {
    var sums = new double[3];
    sums(level.code, image(source), sums);
    return sums;
  }

  @Override
  double[] moments(Mat source, float[] program, int parts) {
    var moments = new double[9];
    moments(level.code, image(source), program, parts, moments);
    return moments;
  }

  @Override
  void normals(Mat result, long seed) {
    normals(level.code, image(result), seed);
  }

  @Override
  void grain(Mat source, Mat result, float[] numbers, long seed) {
    grain(level.code, image(source), image(result), numbers, seed);
  }

  @Override
  void lookUp(Mat source, Mat result, byte[] table) {
    lookUp(level.code, image(source), image(result), table);
  }

  @Override
  void product(Mat first, Mat second, Mat result) {
    product(level.code, image(first), image(second), image(result));
  }

  @Override
  public String toString() {
    return "native kernels for " + level;
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
    LIBRARY.require();
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

  private static native void convolve(
      int level, long[] from, long[] to, float[] weights, int reach);

  private static native void zooms(int level, long[] from, long[] to, double[] scales);

  private static native void colors(int level, long[] from, long[] to, float[] program, int parts);

  private static native void moments(
      int level, long[] from, float[] program, int parts, double[] moments);

  private static native void sums(int level, long[] from, double[] sums);

  private static native void normals(int level, long[] to, long seed);

  private static native void grain(int level, long[] from, long[] to, float[] numbers, long seed);

  private static native void lookUp(int level, long[] from, long[] to, byte[] table);

  private static native void product(int level, long[] first, long[] second, long[] result);
}
