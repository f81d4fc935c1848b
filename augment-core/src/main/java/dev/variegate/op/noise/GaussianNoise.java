package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.noArray;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Adds independent normal noise to every color sample; size and alpha kept. Integer samples are
 * rounded and clamped, float samples may go outside 0..1.
 *
 * <p>The noise comes from OpenCV's generator, started from a drawn seed on one thread, so that the
 * seed alone determines it.
 *
 * @param deviation standard deviation, fraction of full intensity, 0..1
 */
public record GaussianNoise(Range deviation) implements Augmentation {

  public GaussianNoise {
    deviation.requireWithin(0, 1, "Gaussian-noise deviation (fraction of full intensity)");
  }

  /** From hardly seen to grainy. */
  public GaussianNoise() {
    this(Range.of(0.01, 0.05));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(deviation.draw(random), random.nextLong());
  }

  /** Gaussian noise with its deviation and the seed of its field fixed. */
  public record At(double deviation, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, mat -> noisy(mat, image.type()));
    }

    private Mat noisy(Mat mat, SampleType type) {
      // 8-bit plus rounded noise is the rounded sum, and whole numbers are faster.
      int depth = type == SampleType.UINT8 ? CV_16S : CV_32F;
      var result = new Mat();
      try (var noise = new Mat(mat.rows(), mat.cols(), CV_MAKETYPE(depth, mat.channels()));
          var generator = new RNG(seed);
          var nothing = new Scalar(0);
          var spread = new Scalar(deviation * type.white());
          var mean = new Mat(1, 1, CV_64F, nothing);
          var sigma = new Mat(1, 1, CV_64F, spread);
          var noMask = noArray()) {
        generator._fill(noise, RNG.NORMAL, mean, sigma, false);
        add(mat, noise, result, noMask, mat.depth());
      }
      return result;
    }
  }
}
