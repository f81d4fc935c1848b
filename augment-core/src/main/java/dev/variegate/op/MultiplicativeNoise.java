package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.multiply;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Multiplies every colour sample by a number of its own; size and alpha kept. Integer samples are
 * rounded and clamped.
 *
 * <p>Reference: Albumentations {@code MultiplicativeNoise}, elementwise and per channel.
 *
 * @param spread of the factors about 1, evenly, 0..1
 */
public record MultiplicativeNoise(Range spread) implements Augmentation {

  public MultiplicativeNoise {
    spread.requireWithin(0, 1, "Multiplicative-noise spread");
  }

  /** Up to a tenth or two either way. */
  public MultiplicativeNoise() {
    this(Range.of(0.1, 0.2));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(spread.draw(random), random.nextLong());
  }

  /** Multiplicative noise with its spread and the seed of its field fixed. */
  public record At(double spread, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighbourhood) image -> Alpha.aside(image, this::noisy);
    }

    private Mat noisy(Mat mat) {
      var result = new Mat();
      try (var factors =
          NoiseField.uniform(
              seed, mat.rows(), mat.cols(), mat.channels(), 1 - spread, 1 + spread)) {
        multiply(mat, factors, result, 1, mat.depth());
      }
      return result;
    }
  }
}
