package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_core.CMP_GE;
import static org.bytedeco.opencv.global.opencv_core.CMP_LT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.compare;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ChannelGroups;
import dev.variegate.pixel.MaskedFill;
import dev.variegate.pixel.NoiseField;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Makes some pixels white and some black, in all channels; size and alpha kept.
 *
 * <p>Reference: Albumentations {@code SaltAndPepper}.
 *
 * @param amount fraction of the pixels, 0..1
 * @param salt fraction of white among them, 0..1
 */
public record SaltAndPepper(Range amount, Range salt) implements Augmentation {

  public SaltAndPepper {
    amount.requireWithin(0, 1, "Salt-and-pepper amount (fraction of the pixels)");
    salt.requireWithin(0, 1, "Salt-and-pepper salt (fraction)");
  }

  /** One to six hundredths, about half of them white. */
  public SaltAndPepper() {
    this(Range.of(0.01, 0.06), Range.of(0.4, 0.6));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(amount.draw(random), salt.draw(random), random.nextLong());
  }

  /** Salt and pepper with their fractions and the seed of their places fixed. */
  public record At(double amount, double salt, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, mat -> strewn(mat, image.type()));
    }

    private Mat strewn(Mat mat, SampleType type) {
      try (var chances = NoiseField.uniform(seed, mat.rows(), mat.cols(), 1, 0, 1);
          var white = chosen(chances, amount * salt, CMP_LT);
          var black = chosen(chances, 1 - amount * (1 - salt), CMP_GE)) {
        return ChannelGroups.each(mat, few -> strewn(few, white, black, type.white()));
      }
    }

    private static Mat strewn(Mat mat, Mat white, Mat black, double full) {
      var result = mat.clone();
      MaskedFill.set(result, white, full);
      MaskedFill.set(result, black, 0);
      return result;
    }

    private static Mat chosen(Mat chances, double bound, int how) {
      var mask = new Mat();
      try (var number = new Scalar(bound);
          var limit = new Mat(1, 1, CV_64F, number)) {
        compare(chances, limit, mask, how);
      }
      return mask;
    }
  }
}
