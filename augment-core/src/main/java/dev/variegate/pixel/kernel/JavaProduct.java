package dev.variegate.pixel.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Products of matrices of floats, as in {@code product.c}. */
final class JavaProduct {

  private JavaProduct() {}

  static void of(Mat first, Mat second, Mat result) {
    var weights = new float[first.cols()];
    var row = new float[second.cols()];
    for (int y = 0; y < result.rows(); y++) {
      row(first, y).get(weights);
      var sums = new float[row.length];
      for (int k = 0; k < weights.length; k++) {
        row(second, k).get(row);
        for (int x = 0; x < row.length; x++) {
          sums[x] += weights[k] * row[x];
        }
      }
      row(result, y).put(sums, 0, sums.length);
    }
  }

  private static FloatPointer row(Mat mat, int number) {
    return new FloatPointer(mat.ptr(number));
  }
}
