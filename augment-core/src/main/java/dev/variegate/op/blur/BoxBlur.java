package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/**
 * Replaces each pixel by the mean of a square around it, all channels alike; size kept, mirrored at
 * the edges.
 *
 * <p>Reference: OpenCV {@code blur}.
 *
 * @param radius whole pixels on each side, within 1..100; the square has 2 radius + 1
 */
public record BoxBlur(Range radius) implements Augmentation {

  public BoxBlur {
    BlurRadius.require(radius, "Box-blur");
  }

  /** Squares of three to seven. */
  public BoxBlur() {
    this(Range.of(1, 3));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.drawWhole(random));
  }

  /** Box blur with its radius fixed. */
  public record At(int radius) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood)
          image -> AlphaChannel.weighted(image, mat -> NonFinite.spread(mat, this::blurred));
    }

    Mat blurred(Mat mat) {
      int side = 2 * radius + 1;
      var result = new Mat();
      try (var square = new org.bytedeco.opencv.opencv_core.Size(side, side);
          var middle = new Point(-1, -1)) {
        blur(mat, result, square, middle, BORDER_REFLECT_101);
      }
      return result;
    }
  }
}
