package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import dev.variegate.image.Border;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * As much of what lies beyond the edges of an image as a warp sees, in pixels to each side.
 *
 * <p>OpenCV asks pixel by pixel what it sees beyond an edge, which takes longer than to draw the
 * image out first; the result is the same.
 */
record BorderExtent(int left, int top, int right, int bottom) {

  /** What the widest interpolation reaches, with rounding. */
  private static final int REACH = 5;

  /**
   * A warp of fewer pixels than this fraction of the source sees less than drawing out would cost.
   */
  private static final double MIN_OUTPUT = 0.5;

  /** How much larger the drawn-out image may be. */
  private static final double MAX_GROWTH = 2.5;

  /**
   * What the warp sees beyond the source; none where OpenCV had better ask for it.
   *
   * @param back from the result to the source
   */
  static Optional<BorderExtent> of(Homography back, Size source, Size output) {
    int endX = output.width() - 1;
    int endY = output.height() - 1;
    if (output.pixels() < MIN_OUTPUT * source.pixels() || crossesHorizon(back, endX, endY)) {
      return Optional.empty();
    }
    var corners =
        new Homography.Point[] {
          back.map(0, 0), back.map(endX, 0), back.map(0, endY), back.map(endX, endY)
        };
    var x = DoubleStream.of(corners[0].x(), corners[1].x(), corners[2].x(), corners[3].x());
    var y = DoubleStream.of(corners[0].y(), corners[1].y(), corners[2].y(), corners[3].y());
    var across = x.summaryStatistics();
    var down = y.summaryStatistics();
    var made =
        new BorderExtent(
            beyond(-across.getMin()),
            beyond(-down.getMin()),
            beyond(across.getMax() - source.width()),
            beyond(down.getMax() - source.height()));
    double grown =
        ((double) source.width() + made.left + made.right)
            * ((double) source.height() + made.top + made.bottom);
    return grown < MAX_GROWTH * source.pixels() && made.isWhole(source)
        ? Optional.of(made)
        : Optional.empty();
  }

  private boolean isWhole(Size source) {
    return Remap.isWhole(new Size(left + source.width() + right, top + source.height() + bottom));
  }

  /** Whether some pixel of the result lies infinitely far away, though no corner does. */
  private static boolean crossesHorizon(Homography back, int endX, int endY) {
    double first = back.w1();
    return first * (back.wx() * endX + first) <= 0
        || first * (back.wy() * endY + first) <= 0
        || first * (back.wx() * endX + back.wy() * endY + first) <= 0;
  }

  /** Far too much where the map has no end there, or is not a number. */
  private static int beyond(double pixels) {
    return pixels < Short.MAX_VALUE
        ? (int) Math.max(0, Math.ceil(pixels) + REACH)
        : Short.MAX_VALUE;
  }

  /** The source drawn out; the caller closes it. */
  Mat around(Mat source, Border border) {
    var result = new Mat();
    try (var black = new Scalar(0)) {
      copyMakeBorder(source, result, top, bottom, left, right, border.flag(), black);
    }
    return result;
  }

  /** The map of the source as that of the drawn-out image. */
  Homography moved(Homography matrix) {
    return Homography.shift(-left, -top).then(matrix);
  }
}
