package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A rectangle of pixels that is cut out of an image, exactly. Beyond the edges the image is
 * mirrored without its edge again, {@code dcb|abcd|cba}, as often as it takes.
 *
 * @param x left edge, pixels from the image's; negative to the left of it
 * @param y top edge
 * @param size of the result
 */
public record CropWindow(int x, int y, Size size) {

  /** A window of this size about the middle of an image; what is beyond it is shared evenly. */
  public static CropWindow centered(Size image, Size size) {
    return new CropWindow(
        Math.floorDiv(image.width() - size.width(), 2),
        Math.floorDiv(image.height() - size.height(), 2),
        size);
  }

  /** The part of the image, or the image and its mirror images; the caller closes it. */
  public Image cut(Image image) {
    int left = Math.max(0, -x);
    int top = Math.max(0, -y);
    int right = Math.max(0, x + size.width() - image.width());
    int bottom = Math.max(0, y + size.height() - image.height());
    if (left + top + right + bottom == 0) {
      return part(image.mat(), x, y);
    }
    try (var wider = new Mat();
        var none = new Scalar()) {
      copyMakeBorder(image.mat(), wider, top, bottom, left, right, BORDER_REFLECT_101, none);
      return part(wider, x + left, y + top);
    }
  }

  private Image part(Mat mat, int fromX, int fromY) {
    try (var rect = new Rect(fromX, fromY, size.width(), size.height());
        var seen = new Mat(mat, rect)) {
      return Image.own(seen.clone());
    }
  }

  /** The window that takes back what this one added to or cut off an image of a size. */
  public CropWindow back(Size image) {
    return new CropWindow(-x, -y, image);
  }

  @Override
  public String toString() {
    return "%s at %d,%d".formatted(size, x, y);
  }
}
