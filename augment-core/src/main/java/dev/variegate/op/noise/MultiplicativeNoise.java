package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NoiseField;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Multiplies color samples by random factors; size and alpha kept. Integer samples are rounded and
 * clamped; 8-bit samples, if each has its own factor, may be off by one level.
 *
 * <p>Reference: Albumentations {@code MultiplicativeNoise}.
 *
 * @param spread of the factors around 1, uniform, 0..1
 * @param grain what gets its own factor
 */
public record MultiplicativeNoise(Range spread, Grain grain) implements Augmentation {

  public MultiplicativeNoise {
    spread.requireWithin(0, 1, "Multiplicative-noise spread");
  }

  /** Up to a tenth or two either way, for each sample. */
  public MultiplicativeNoise() {
    this(Range.of(0.1, 0.2), Grain.SAMPLE);
  }

  /** What has a factor of its own. */
  public enum Grain {
    /** Each channel of each pixel: what is commonly called noise. */
    SAMPLE,
    /** Each channel of the image. */
    CHANNEL,
    /** The image as a whole. */
    IMAGE
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(spread.draw(random), grain, random.nextLong());
  }

  /** Multiplicative noise with its spread and the seed of its factors fixed. */
  public record At(double spread, Grain grain, long seed) implements Step {

    private static final double LEVELS = 255;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, this::noisy);
    }

    private Mat noisy(Mat mat) {
      return switch (grain) {
        case SAMPLE -> mat.depth() == CV_8U ? speckledBytes(mat) : speckled(mat);
        case CHANNEL -> channels(mat);
        case IMAGE -> {
          try (var generator = new RNG(seed)) {
            yield scaled(mat, generator);
          }
        }
      };
    }

    private Mat speckled(Mat mat) {
      var result = new Mat();
      try (var factors =
          NoiseField.uniform(
              seed, mat.rows(), mat.cols(), mat.channels(), 1 - spread, 1 + spread)) {
        multiply(mat, factors, result, 1, mat.depth());
      }
      return result;
    }

    /** Factors of 256 levels, for whole numbers are faster. */
    private Mat speckledBytes(Mat mat) {
      var result = new Mat();
      try (var levels = new Mat(mat.rows(), mat.cols(), CV_8UC(mat.channels()));
          var part = new Mat();
          var generator = new RNG(seed);
          var none = new Scalar(0);
          var all = new Scalar(LEVELS + 1);
          var from = new Mat(1, 1, CV_64F, none);
          var to = new Mat(1, 1, CV_64F, all)) {
        generator._fill(levels, RNG.UNIFORM, from, to, false);
        multiply(mat, levels, part, 1 / LEVELS, -1);
        addWeighted(mat, 1 - spread, part, 2 * spread, 0, result, -1);
      }
      return result;
    }

    private Mat channels(Mat mat) {
      var result = new Mat();
      try (var planes = new MatVector();
          var generator = new RNG(seed)) {
        split(mat, planes);
        for (int channel = 0; channel < mat.channels(); channel++) {
          try (var plane = planes.get(channel);
              var changed = scaled(plane, generator)) {
            planes.put(channel, changed);
          }
        }
        merge(planes, result);
      }
      return result;
    }

    private Mat scaled(Mat mat, RNG generator) {
      var result = new Mat();
      mat.convertTo(result, -1, generator.uniform(1 - spread, 1 + spread), 0);
      return result;
    }
  }
}
