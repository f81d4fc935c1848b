package dev.variegate.pixel.kernel;

import org.bytedeco.opencv.opencv_core.Mat;

/** The kernels for machines that cannot load the native ones, with the arithmetic of those. */
final class JavaKernels extends Kernels {

  @Override
  void warp(Mat source, Mat result, double[] back, BorderMode border) {
    new JavaWarp(source, border).show(result, WarpPlaces.of(back));
  }

  @Override
  void remap(Mat source, Mat result, Mat map, boolean relative, BorderMode border) {
    new JavaWarp(source, border).show(result, WarpPlaces.of(map, relative));
  }

  @Override
  void filter(Mat seen, Mat result, int[] pairs) {
    JavaFilter.weigh(seen, result, pairs);
  }

  @Override
  void convolve(Mat seen, Mat result, int reach, float[] weights) {
    JavaFilter.convolve(seen, result, reach, weights);
  }

  @Override
  void zooms(Mat source, Mat result, double[] scales) {
    JavaZoom.mean(source, result, scales);
  }

  @Override
  void colors(Mat source, Mat result, float[] program, int parts) {
    new JavaColors(program, parts).change(source, result);
  }

  @Override
  public double[] sums(Mat source) {
    return JavaColors.sums(source);
  }

  @Override
  double[] moments(Mat source, float[] program, int parts) {
    return new JavaColors(program, parts).moments(source);
  }

  @Override
  void normals(Mat result, long seed) {
    JavaNoise.normals(result, seed);
  }

  @Override
  void grain(Mat source, Mat result, float[] numbers, long seed) {
    JavaNoise.grain(source, result, seed, numbers);
  }

  @Override
  void lookUp(Mat source, Mat result, byte[] table) {
    var from = new ByteRows(source);
    var to = new ByteRows(result);
    var row = new byte[source.cols() * source.channels()];
    for (int y = 0; y < source.rows(); y++) {
      from.read(0, y, source.cols(), row);
      for (int i = 0; i < row.length; i++) {
        row[i] = table[Byte.toUnsignedInt(row[i])];
      }
      to.write(0, y, source.cols(), row);
    }
  }

  @Override
  void product(Mat first, Mat second, Mat result) {
    JavaProduct.of(first, second, result);
  }

  @Override
  public String toString() {
    return "kernels in Java";
  }
}
