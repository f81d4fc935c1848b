package dev.variegate.mix;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.pixel.AlphaChannel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A canvas onto which images are laid, one after the other; closed by its owner. */
public final class Collage implements AutoCloseable {

  private static final double HALF = 0.5;

  private final Mat canvas;

  /**
   * An empty canvas: all samples are 0.
   *
   * @param like of the channels and samples that the canvas gets
   */
  public Collage(Size size, Image like) {
    try (var nothing = new Scalar(0)) {
      this.canvas = new Mat(size.height(), size.width(), like.mat().type(), nothing);
    }
    if (like.channels() > 4) { // a scalar fills no more
      try (var plane = canvas.reshape(1);
          var nothing = new Scalar(0)) {
        plane.put(nothing);
      }
    }
  }

  /**
   * Lays an image onto the canvas; what reaches beyond is left out. Gray becomes color and the
   * other way round, as the canvas is.
   *
   * @param x of its left edge on the canvas, in pixels; may lie outside
   * @param y of its top edge
   * @param opacity 0..1; 1 hides what was there
   * @param polygons in pixels of the image, of which the inner parts are laid; the whole image if
   *     there are none
   * @throws IllegalArgumentException if its samples are of another type, or other bands
   */
  public void lay(Image image, int x, int y, double opacity, List<Polygon> polygons) {
    int left = Math.max(0, x);
    int top = Math.max(0, y);
    int width = Math.min(canvas.cols(), x + image.width()) - left;
    int height = Math.min(canvas.rows(), y + image.height()) - top;
    if (width <= 0 || height <= 0) {
      return;
    }
    try (var there = new Rect(left, top, width, height);
        var here = new Rect(left - x, top - y, width, height);
        var below = new Mat(canvas, there);
        var alike = alike(image);
        var above = new Mat(alike, here);
        var laid = opacity < 1 ? AlphaChannel.blended(above, opacity, below) : new Mat(above)) {
      if (polygons.isEmpty()) {
        laid.copyTo(below);
      } else {
        try (var stencil = stencil(image.size(), polygons);
            var part = new Mat(stencil, here)) {
          laid.copyTo(below, part);
        }
      }
    }
  }

  /** What lies on the canvas now; the caller closes it. */
  public Image image() {
    return Image.own(canvas.clone());
  }

  private Mat alike(Image image) {
    var mat = image.mat();
    int wanted = canvas.channels();
    if (mat.depth() != canvas.depth() || !(wanted == mat.channels() || canConvert(mat, wanted))) {
      throw new IllegalArgumentException(
          "Image of %d channels of %s is mixed with one of %d channels of another kind but must be alike; convert one of them"
              .formatted(mat.channels(), image.type(), wanted));
    }
    if (mat.channels() == wanted) {
      return new Mat(mat);
    }
    var converted = new Mat();
    cvtColor(mat, converted, conversion(mat.channels(), wanted));
    return converted;
  }

  private static boolean canConvert(Mat mat, int wanted) {
    return isColor(mat.channels()) && isColor(wanted);
  }

  private static boolean isColor(int channels) {
    return channels == 1 || channels == 3 || channels == 4;
  }

  private static int conversion(int from, int to) {
    return switch (from) {
      case 1 -> to == 3 ? COLOR_GRAY2RGB : COLOR_GRAY2RGBA;
      case 3 -> to == 1 ? COLOR_RGB2GRAY : COLOR_RGB2RGBA;
      default -> to == 1 ? COLOR_RGBA2GRAY : COLOR_RGBA2RGB;
    };
  }

  /** White where a pixel's middle is inside a polygon, whichever: where two overlap is inside. */
  private static Mat stencil(Size size, List<Polygon> polygons) {
    var inside = new byte[Math.toIntExact(size.pixels())];
    for (var polygon : polygons) {
      for (int row = 0; row < size.height(); row++) {
        var crossings = crossings(polygon.points(), row + HALF);
        for (int i = 0; i + 1 < crossings.length; i += 2) {
          int from = column(crossings[i], size);
          int to = column(crossings[i + 1], size);
          Arrays.fill(inside, row * size.width() + from, row * size.width() + to, (byte) -1);
        }
      }
    }
    var stencil = new Mat(size.height(), size.width(), CV_8UC1);
    try (var data = new BytePointer(stencil.data())) {
      data.put(inside, 0, inside.length);
    }
    return stencil;
  }

  /** The first pixel whose middle is not left of a place. */
  private static int column(double x, Size size) {
    return (int) Math.max(0, Math.min(size.width(), Math.ceil(x - HALF)));
  }

  /** Where a polygon crosses a horizontal line, from left to right. */
  private static double[] crossings(List<Point> corners, double y) {
    return IntStream.range(0, corners.size())
        .mapToObj(i -> new Point[] {corners.get(i), corners.get((i + 1) % corners.size())})
        .filter(side -> (side[0].y() <= y) != (side[1].y() <= y))
        .mapToDouble(
            side ->
                side[0].x()
                    + (y - side[0].y()) / (side[1].y() - side[0].y()) * (side[1].x() - side[0].x()))
        .sorted()
        .toArray();
  }

  @Override
  public void close() {
    canvas.close();
  }
}
