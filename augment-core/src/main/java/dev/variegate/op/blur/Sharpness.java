package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Moves the image away from its smoothed self, or toward it; size, alpha and the outermost pixels
 * kept. Integer samples are rounded and clamped, float samples may go outside 0..1.
 *
 * <p>Reference: torchvision {@code adjust_sharpness}, Pillow {@code ImageEnhance.Sharpness}: the
 * smoothed image is that of the kernel 1 1 1, 1 5 1, 1 1 1 over 13.
 *
 * @param factor 0..10; 0 gives the smoothed image, 1 changes nothing
 */
public record Sharpness(Range factor) implements Augmentation {

  public Sharpness {
    factor.requireWithin(0, 10, "Sharpness factor");
  }

  /** From a little soft to crisp. */
  public Sharpness() {
    this(Range.of(0.3, 2.5));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(factor.draw(random));
  }

  /** Sharpness with its factor fixed. */
  public record At(double factor) implements Step {

    private static final int SIDE = 3;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.surrounded(image, this::sharpened);
    }

    private Mat sharpened(Mat mat) {
      var result = mat.clone();
      if (mat.cols() < SIDE || mat.rows() < SIDE) {
        return result;
      }
      try (var smooth = smoothed(mat);
          var inner = new Rect(1, 1, mat.cols() - 2, mat.rows() - 2);
          var from = new Mat(mat, inner);
          var toward = new Mat(smooth, inner);
          var to = new Mat(result, inner)) {
        addWeighted(from, factor, toward, 1 - factor, 0, to, -1);
      }
      return result;
    }

    private static Mat smoothed(Mat mat) {
      var smooth = new Mat();
      float one = 1f / 13;
      try (var data = new FloatPointer(one, one, one, one, 5 * one, one, one, one, one);
          var kernel = new Mat(SIDE, SIDE, CV_32F, data);
          var middle = new Point(-1, -1)) {
        filter2D(mat, smooth, -1, kernel, middle, 0, BORDER_REPLICATE);
      }
      return smooth;
    }
  }
}
