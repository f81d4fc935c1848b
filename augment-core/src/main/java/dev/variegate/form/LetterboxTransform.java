package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.MaskedFill;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A geometric map that scales the whole image upright into a rectangle of whole pixels inside a
 * larger result, with one gray around it.
 */
record LetterboxTransform(int x, int y, Size scaled, Size output) {

  private static final double WHOLE = 1e-5;

  /** Reads a matrix as such a map, where it is one. */
  static Optional<LetterboxTransform> of(Homography m, Size input, Size output) {
    if (!m.isStraight() || m.xx() <= 0 || m.yy() <= 0) {
      return Optional.empty();
    }
    double left = m.x1() - 0.5 * m.xx() + 0.5;
    double top = m.y1() - 0.5 * m.yy() + 0.5;
    double width = input.width() * m.xx();
    double height = input.height() * m.yy();
    boolean whole = isWhole(left) && isWhole(top) && isWhole(width) && isWhole(height);
    if (!whole
        || left < -WHOLE
        || top < -WHOLE
        || left + width > output.width() + WHOLE
        || top + height > output.height() + WHOLE) {
      return Optional.empty();
    }
    var scaled = new Size((int) Math.rint(width), (int) Math.rint(height));
    return Optional.of(
        new LetterboxTransform((int) Math.rint(left), (int) Math.rint(top), scaled, output));
  }

  /** Makes the result; gray is in units of its samples, an alpha channel gets 0 around. */
  Mat apply(Mat source, Interpolation interpolation, double gray) {
    try (var nothing = new Scalar(0);
        var whole = new Scalar(255);
        var around = new Mat(output.height(), output.width(), CV_8U, whole);
        var rect = new Rect(x, y, scaled.width(), scaled.height());
        var hole = new Mat(around, rect);
        var size = new org.bytedeco.opencv.opencv_core.Size(scaled.width(), scaled.height())) {
      var result = new Mat(output.height(), output.width(), source.type());
      try (var inner = new Mat(result, rect)) {
        resize(source, inner, size, 0, 0, interpolation.flag());
      }
      hole.put(nothing);
      MaskedFill.set(result, around, gray);
      return result;
    }
  }

  private static boolean isWhole(double value) {
    return Math.abs(value) < 1e9 && Math.abs(value - Math.rint(value)) < WHOLE;
  }
}
