package dev.variegate.op.dropout;

import static org.bytedeco.opencv.global.opencv_core.insertChannel;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Replaces some channels with a constant gray; size and alpha kept. At least one channel stays, so
 * gray images are unchanged.
 *
 * <p>Reference: Albumentations {@code ChannelDropout}.
 *
 * @param channels how many are replaced, whole numbers within 1..512
 * @param fill fraction of full intensity, 0..1
 */
public record ChannelDropout(Range channels, double fill) implements Augmentation {

  public ChannelDropout {
    channels.requireWithin(1, 512, "Channel-dropout channels");
    channels.requireWhole("Channel-dropout channels");
    Require.fraction(fill, "Channel-dropout fill (fraction of full intensity)");
  }

  /** One, black. */
  public ChannelDropout() {
    this(Range.fixed(1), 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(channels.drawWhole(random), random.nextLong(), fill);
  }

  /** Channel dropout with its number and the seed of its choice fixed. */
  public record At(int channels, long seed, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, mat -> dropped(mat, image.type()));
    }

    private Mat dropped(Mat mat, SampleType type) {
      var result = mat.clone();
      int left = Math.min(channels, mat.channels() - 1);
      try (var generator = new RNG(seed);
          var gray = new Scalar(fill * type.white());
          var plane = new Mat(mat.rows(), mat.cols(), mat.depth(), gray)) {
        for (int channel = 0; channel < mat.channels(); channel++) {
          if (generator.uniform(0, mat.channels() - channel) < left) {
            insertChannel(plane, result, channel);
            left--;
          }
        }
      }
      return result;
    }
  }
}
