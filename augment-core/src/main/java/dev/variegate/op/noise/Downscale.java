package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Shrinks the image by averaging and enlarges it again, so that detail is lost, all channels alike;
 * size kept.
 *
 * <p>Reference: Albumentations {@code Downscale}.
 *
 * @param scale of the small image's sides, above 0 and up to 1
 * @param interpolation on the way back
 */
public record Downscale(Range scale, Interpolation interpolation) implements Augmentation {

  public Downscale {
    scale.requirePart("Downscale scale");
  }

  /** To a quarter or half of each side, back in squares. */
  public Downscale() {
    this(Range.of(0.25, 0.5), Interpolation.NEAREST);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(scale.draw(random), interpolation);
  }

  /** Downscale with its scale fixed. */
  public record At(double scale, Interpolation interpolation) implements Step {
    @Override
    public Form lower(Size size) {
      int width = Math.max(1, (int) Math.rint(size.width() * scale));
      int height = Math.max(1, (int) Math.rint(size.height() * scale));
      var small = new Size(width, height);
      return (Neighborhood) image -> AlphaChannel.weighted(image, mat -> coarse(mat, small, size));
    }

    private Mat coarse(Mat mat, Size small, Size full) {
      try (var less = resized(mat, small, INTER_AREA)) {
        return resized(less, full, interpolation.flag());
      }
    }

    private static Mat resized(Mat mat, Size to, int flag) {
      var result = new Mat();
      try (var size = new org.bytedeco.opencv.opencv_core.Size(to.width(), to.height())) {
        resize(mat, result, size, 0, 0, flag);
      }
      return result;
    }
  }
}
