package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Adds what a Gaussian blur takes away; size and alpha kept. Integer samples are rounded and
 * clamped, float samples may go outside 0..1.
 *
 * @param sigma of the blur, standard deviation in pixels, 0.1..50
 * @param amount factor for the added difference, 0..5
 */
public record UnsharpMask(Range sigma, Range amount) implements Augmentation {

  public UnsharpMask {
    sigma.requireWithin(0.1, 50, "Unsharp-mask sigma (pixels)");
    amount.requireWithin(0, 5, "Unsharp-mask amount");
  }

  /** Half to all of what two pixels' blur takes away. */
  public UnsharpMask() {
    this(Range.of(0.8, 2), Range.of(0.5, 1));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(sigma.draw(random), amount.draw(random));
  }

  /** Unsharp mask with its numbers fixed. */
  public record At(double sigma, double amount) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.surrounded(image, this::sharpened);
    }

    private Mat sharpened(Mat mat) {
      int side = (int) Math.rint(6 * sigma + 1) | 1;
      var result = new Mat();
      try (var blurred = new Mat();
          var kernel = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
        opencv_imgproc.GaussianBlur(mat, blurred, kernel, sigma, sigma, BORDER_REFLECT_101, 0);
        addWeighted(mat, 1 + amount, blurred, -amount, 0, result, -1);
      }
      return result;
    }
  }
}
