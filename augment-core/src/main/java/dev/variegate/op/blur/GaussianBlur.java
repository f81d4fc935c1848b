package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;

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
 * Blurs with a Gaussian, all channels alike; size kept, mirrored at the edges without repeating the
 * edge.
 *
 * <p>The kernel reaches three deviations to each side. Reference: OpenCV {@code GaussianBlur}.
 *
 * @param sigma standard deviation in pixels, 0.01..100
 */
public record GaussianBlur(Range sigma) implements Augmentation {

  public GaussianBlur {
    sigma.requireWithin(0.01, 100, "Gaussian-blur sigma (pixels)");
  }

  /** From hardly seen to soft. */
  public GaussianBlur() {
    this(Range.of(0.5, 2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(sigma.draw(random));
  }

  /** Gaussian blur with its deviation fixed. */
  public record At(double sigma) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.weighted(image, this::blur);
    }

    private Mat blur(Mat mat) {
      int side = (int) Math.rint(6 * sigma + 1) | 1;
      var result = new Mat();
      try (var kernel = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
        opencv_imgproc.GaussianBlur(mat, result, kernel, sigma, sigma, BORDER_REFLECT_101, 0);
      }
      return result;
    }
  }
}
