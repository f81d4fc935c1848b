package dev.variegate.op.dropout;

import dev.variegate.form.Neighborhood;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ChannelGroups;
import dev.variegate.pixel.Hole;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A form that covers rectangles with one gray; size and alpha kept.
 *
 * @param holes which may reach beyond the image
 * @param fill fraction of full intensity, 0..1
 */
record FilledHoles(List<Hole> holes, double fill) implements Neighborhood {

  FilledHoles {
    holes = List.copyOf(holes);
  }

  @Override
  public Image apply(Image image) {
    return AlphaChannel.aside(
        image, mat -> ChannelGroups.each(mat, few -> covered(few, image.type())));
  }

  private Mat covered(Mat mat, SampleType type) {
    var result = mat.clone();
    double gray = fill * type.white();
    try (var value = new Scalar(gray, gray, gray, gray);
        var window = new Rect()) {
      holes.forEach(hole -> cover(result, hole, window, value));
    }
    return result;
  }

  private static void cover(Mat mat, Hole hole, Rect window, Scalar value) {
    int left = Math.max(0, hole.x());
    int top = Math.max(0, hole.y());
    int width = Math.min(mat.cols(), hole.x() + hole.width()) - left;
    int height = Math.min(mat.rows(), hole.y() + hole.height()) - top;
    if (width > 0 && height > 0) {
      window.x(left).y(top).width(width).height(height);
      try (var part = new Mat(mat, window)) {
        part.put(value);
      }
    }
  }
}
