package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Replaces each sample by the median of a square around it, each channel separately; size kept,
 * edge pixels replicated. Squares larger than five pixels are for 8-bit images only.
 *
 * <p>Reference: OpenCV {@code medianBlur}.
 *
 * @param radius whole pixels on each side, within 1..100; the square has 2 radius + 1
 */
public record MedianBlur(Range radius) implements Augmentation {

  public MedianBlur {
    BlurRadius.require(radius, "Median-blur");
  }

  /** Squares of three and five, which every kind of sample has. */
  public MedianBlur() {
    this(Range.of(1, 2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.drawWhole(random));
  }

  /** Median blur with its radius fixed. */
  public record At(int radius) implements Step {

    /** What OpenCV knows for other samples than bytes. */
    private static final int MAX = 2;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) this::blurred;
    }

    private Image blurred(Image image) {
      if (image.mat().depth() != CV_8U && radius > MAX) {
        Require.bytes(image, "Median-blur of radius %d".formatted(radius));
      }
      int depth = image.mat().depth(); // wide squares are for bytes alone
      return AlphaChannel.weighted(
          image, depth, mat -> NonFinite.spread(mat, this::median, this::all));
    }

    /** What a median looks at. */
    private Mat all(Mat mat) {
      return new BoxBlur.At(radius).blurred(mat);
    }

    private Mat median(Mat mat) {
      var result = new Mat();
      medianBlur(mat, result, 2 * radius + 1);
      return result;
    }
  }
}
