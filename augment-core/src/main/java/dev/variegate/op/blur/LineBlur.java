package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import dev.variegate.pixel.kernel.FilterTap;
import dev.variegate.pixel.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The mean along a line through each pixel.
 *
 * <p>The line has one place for each step along its longer axis, shared between the two pixels on
 * either side of it (Wu, "An efficient antialiasing technique", 1991). Samples that are no bytes
 * are summed up in short pieces, for OpenCV takes a large kernel through the frequency domain,
 * which costs ten times as much.
 */
final class LineBlur {

  /** The side of a square below the area from which OpenCV changes its way, which is 50. */
  private static final int PIECE = 7;

  private final int radius;
  private final List<FilterTap> taps;

  private LineBlur(int radius, List<FilterTap> taps) {
    this.radius = radius;
    this.taps = taps;
  }

  /**
   * @param radius half the line's length, in pixels
   * @param degrees counter-clockwise from the horizontal
   */
  static LineBlur of(int radius, double degrees) {
    double angle = StrictMath.toRadians(degrees);
    double across = StrictMath.cos(angle);
    double down = -StrictMath.sin(angle);
    boolean flat = Math.abs(across) >= Math.abs(down);
    double reach = radius * Math.max(Math.abs(across), Math.abs(down));
    double slope = flat ? down / across : across / down;
    var taps = new ArrayList<FilterTap>();
    double sum = 0;
    for (int step = -radius; step <= radius; step++) {
      sum += inLine(step, reach);
    }
    for (int step = -radius; step <= radius; step++) {
      double weight = inLine(step, reach) / sum;
      int side = (int) Math.floor(step * slope);
      double beyond = step * slope - side;
      share(taps, flat, step, side, weight * (1 - beyond));
      share(taps, flat, step, side + 1, weight * beyond);
    }
    return new LineBlur(radius, taps);
  }

  /** How much of a step the line covers. */
  private static double inLine(int step, double reach) {
    return Math.max(0, Math.min(1, reach + 1 - Math.abs(step)));
  }

  private static void share(List<FilterTap> taps, boolean flat, int step, int side, double weight) {
    if (weight > 1e-6) {
      taps.add(flat ? new FilterTap(step, side, weight) : new FilterTap(side, step, weight));
    }
  }

  /** Makes a new matrix of the same type; mirrored at the edges. */
  Mat apply(Mat mat) {
    int edge = 2 * radius + 1; // a piece is looked at from its middle
    try (var wide = new Mat();
        var black = new Scalar(0)) {
      copyMakeBorder(mat, wide, edge, edge, edge, edge, BORDER_REFLECT_101, black);
      if (Kernels.canFilter(wide)) {
        return Kernels.ofThisJvm().filter(wide, edge, taps);
      }
      var pieces = pieces();
      if (pieces.size() == 1) {
        return filtered(wide, edge, pieces.get(0), mat.depth());
      }
      var result = new Mat();
      try (var sum = filtered(wide, edge, pieces.get(0), CV_32F)) {
        for (var piece : pieces.subList(1, pieces.size())) {
          try (var part = filtered(wide, edge, piece, CV_32F)) {
            add(sum, part, sum);
          }
        }
        sum.convertTo(result, mat.depth(), 1, 0);
      }
      return result;
    }
  }

  /** Neighboring taps that fit a square of this side. */
  private List<List<FilterTap>> pieces() {
    var pieces = new ArrayList<List<FilterTap>>();
    for (var tap : taps) {
      int last = pieces.size() - 1;
      if (last >= 0 && fits(pieces.get(last), tap)) {
        pieces.get(last).add(tap);
      } else {
        pieces.add(new ArrayList<>(List.of(tap)));
      }
    }
    return pieces;
  }

  private static boolean fits(List<FilterTap> piece, FilterTap next) {
    return piece.stream()
        .allMatch(
            tap -> Math.abs(tap.x() - next.x()) < PIECE && Math.abs(tap.y() - next.y()) < PIECE);
  }

  /** One piece over the image, looked at from the middle of the piece. */
  private static Mat filtered(Mat wide, int edge, List<FilterTap> piece, int depth) {
    var x = piece.stream().mapToInt(FilterTap::x).summaryStatistics();
    var y = piece.stream().mapToInt(FilterTap::y).summaryStatistics();
    int width = x.getMax() - x.getMin() + 1;
    int height = y.getMax() - y.getMin() + 1;
    var weights = new float[width * height];
    for (var tap : piece) {
      weights[(tap.y() - y.getMin()) * width + tap.x() - x.getMin()] = (float) tap.weight();
    }
    var result = new Mat();
    try (var window =
            new Rect(
                edge + x.getMin() + width / 2,
                edge + y.getMin() + height / 2,
                wide.cols() - 2 * edge,
                wide.rows() - 2 * edge);
        var seen = new Mat(wide, window);
        var data = new FloatPointer(weights);
        var kernel = new Mat(height, width, CV_32F, data);
        var anchor = new Point(width / 2, height / 2)) {
      filter2D(seen, result, depth, kernel, anchor, 0, BORDER_REFLECT_101);
    }
    return result;
  }
}
