package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A geometric map that keeps the axes: a whole-pixel window of the source, scaled, mirrored, and
 * last with its axes swapped. Without scaling it is exact.
 *
 * <p>The window is {@code [x, x + width) x [y, y + height)} and may lie beyond the source.
 */
public record AxisAlignedTransform(
    int x, int y, Size window, Size scaled, boolean mirrorX, boolean mirrorY, boolean swap) {

  /** Pixels; far below what any interpolation can show, far above rounding of doubles. */
  private static final double WHOLE = 1e-5;

  /** Reads a matrix as such a map, where it is one. */
  static Optional<AxisAlignedTransform> of(Homography m, Size output) {
    boolean swap = m.isTurned();
    if (!swap && !m.isStraight()) {
      return Optional.empty();
    }
    var scaled = swap ? swapped(output) : output;
    var across = Axis.of(swap ? m.yx() : m.xx(), swap ? m.y1() : m.x1(), scaled.width());
    var down = Axis.of(swap ? m.xy() : m.yy(), swap ? m.x1() : m.y1(), scaled.height());
    if (!across.isWhole() || !down.isWhole()) {
      return Optional.empty();
    }
    var window = new Size(across.wholeLength(), down.wholeLength());
    return Optional.of(
        new AxisAlignedTransform(
            across.wholeStart(),
            down.wholeStart(),
            window,
            scaled,
            across.mirrored,
            down.mirrored,
            swap));
  }

  /** The size of an image whose axes have changed places. */
  public static Size swapped(Size size) {
    return new Size(/* width= */ size.height(), /* height= */ size.width());
  }

  /** Whether nothing is scaled. */
  public boolean isExact() {
    return window.equals(scaled);
  }

  boolean isIdentity(Size source) {
    return isExact() && x == 0 && y == 0 && window.equals(source) && !mirrorX && !mirrorY && !swap;
  }

  boolean isInside(Size source) {
    return x >= 0
        && y >= 0
        && x + window.width() <= source.width()
        && y + window.height() <= source.height();
  }

  /** Runs it; the window must be inside. Scaling comes first, so that fewer pixels are turned. */
  Mat apply(Mat source, Interpolation interpolation) {
    var passes = passes(interpolation);
    try (var rect = new Rect(x, y, window.width(), window.height());
        var seen = new Mat(source, rect)) {
      var result = passes.get(0).apply(seen);
      for (var pass : passes.subList(1, passes.size())) {
        try (var before = result) {
          result = pass.apply(before);
        }
      }
      return result;
    }
  }

  /** What there is to do, at least a copy; each makes a new matrix. */
  private List<UnaryOperator<Mat>> passes(Interpolation interpolation) {
    var passes = new ArrayList<UnaryOperator<Mat>>();
    if (!isExact()) {
      passes.add(mat -> resized(mat, interpolation));
    }
    if (mirrorX || swap) {
      passes.add(this::turned);
    } else if (mirrorY) {
      passes.add(this::mirrored);
    }
    return passes.isEmpty() ? List.of(Mat::clone) : passes;
  }

  private Mat resized(Mat mat, Interpolation interpolation) {
    var result = new Mat();
    try (var size = new org.bytedeco.opencv.opencv_core.Size(scaled.width(), scaled.height())) {
      resize(mat, result, size, 0, 0, interpolation.flag());
    }
    return result;
  }

  /** OpenCV moves pixels of four bytes so much faster that it pays to make three into four. */
  private Mat turned(Mat mat) {
    if (mat.channels() != 3 || mat.depth() != CV_8U) {
      return mirroredAndSwapped(mat);
    }
    var result = new Mat();
    try (var four = new Mat()) {
      cvtColor(mat, four, COLOR_RGB2RGBA);
      try (var turned = mirroredAndSwapped(four)) {
        cvtColor(turned, result, COLOR_RGBA2RGB);
      }
    }
    return result;
  }

  private Mat mirroredAndSwapped(Mat mat) {
    if (!mirrorX && !mirrorY) {
      return swapped(mat);
    }
    var mirrored = mirrored(mat);
    if (!swap) {
      return mirrored;
    }
    try (mirrored) {
      return swapped(mirrored);
    }
  }

  private Mat mirrored(Mat mat) {
    var result = new Mat();
    flip(mat, result, mirrorX && mirrorY ? -1 : mirrorX ? 1 : 0);
    return result;
  }

  private static Mat swapped(Mat mat) {
    var result = new Mat();
    transpose(mat, result);
    return result;
  }

  /** The stretch of one source axis that fills the output; outer edges lie half a pixel out. */
  private record Axis(double start, double length, boolean mirrored) {

    static Axis of(double scale, double offset, int output) {
      boolean mirrored = scale < 0;
      double first = mirrored ? output - 1 - offset : offset;
      double factor = Math.abs(scale);
      return new Axis(0.5 - (first + 0.5) / factor, output / factor, mirrored);
    }

    boolean isWhole() {
      return isWhole(start) && isWhole(length) && length > 0.5;
    }

    int wholeStart() {
      return (int) Math.round(start);
    }

    int wholeLength() {
      return (int) Math.round(length);
    }

    private static boolean isWhole(double value) {
      return Math.abs(value) < 1e9 && Math.abs(value - Math.rint(value)) < WHOLE;
    }
  }
}
