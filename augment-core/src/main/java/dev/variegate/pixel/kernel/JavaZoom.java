package dev.variegate.pixel.kernel;

import org.bytedeco.opencv.opencv_core.Mat;

/** The mean of an image and of itself at larger scales about its middle, as in {@code zoom.c}. */
final class JavaZoom {

  /** Between which two of the source a row or column lies: the first, and the second's weight. */
  private record Between(int first, float beyond) {
    static Between of(int place, int length, double scale) {
      double middle = (length - 1) / 2.0;
      double at = middle + (place - middle) / scale;
      int first = Math.max(0, Math.min((int) at, length - 2));
      return new Between(first, (float) (at - first));
    }
  }

  private JavaZoom() {}

  static void mean(Mat source, Mat result, double... scales) {
    var from = new ByteRows(source);
    var to = new ByteRows(result);
    var row = new byte[source.cols() * source.channels()];
    var next = new byte[row.length];
    for (int y = 0; y < source.rows(); y++) {
      var sums = new float[row.length];
      from.read(0, y, source.cols(), row);
      for (int i = 0; i < sums.length; i++) {
        sums[i] = Byte.toUnsignedInt(row[i]);
      }
      for (double scale : scales) {
        var down = Between.of(y, source.rows(), scale);
        from.read(0, down.first, source.cols(), row);
        from.read(0, Math.min(down.first + 1, source.rows() - 1), source.cols(), next);
        add(sums, blended(row, next, down.beyond), source.channels(), scale);
      }
      float share = 1f / (scales.length + 1);
      for (int i = 0; i < sums.length; i++) {
        row[i] = (byte) FloatFunctions.level(sums[i] * share);
      }
      to.write(0, y, source.cols(), row);
    }
  }

  private static float[] blended(byte[] row, byte[] next, float beyond) {
    var blended = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      int above = Byte.toUnsignedInt(row[i]);
      blended[i] = above + beyond * (Byte.toUnsignedInt(next[i]) - above);
    }
    return blended;
  }

  private static void add(float[] sums, float[] row, int pixel, double scale) {
    int width = row.length / pixel;
    for (int x = 0; x < width; x++) {
      var across = Between.of(x, width, scale);
      int right = Math.min(across.first + 1, width - 1) - across.first;
      for (int k = 0; k < pixel; k++) {
        int at = across.first * pixel + k;
        sums[x * pixel + k] += row[at] + across.beyond * (row[at + right * pixel] - row[at]);
      }
    }
  }
}
