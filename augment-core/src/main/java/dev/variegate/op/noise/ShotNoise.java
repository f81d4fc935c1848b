package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.noArray;
import static org.bytedeco.opencv.global.opencv_core.sqrt;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TOZERO;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.kernel.GrainNoise;
import dev.variegate.pixel.kernel.Kernels;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Adds the noise of counting few photons, whose variance grows with the sample; size and alpha
 * kept. Integer samples are rounded and clamped.
 *
 * <p>The Poisson distribution is approximated by the normal distribution of the same mean and
 * variance, which holds from about ten photons per sample; darker samples are slightly too uniform.
 * Source: Hendrycks and Dietterich, arXiv:1903.12261, shot noise.
 *
 * @param photons of a white sample, 10..100000; fewer are noisier
 */
public record ShotNoise(Range photons) implements Augmentation {

  public ShotNoise {
    photons.requireWithin(10, 100_000, "Shot-noise photons");
  }

  /** From grainy to fine. */
  public ShotNoise() {
    this(Range.of(30, 200));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(photons.draw(random), random.nextLong());
  }

  /** Shot noise with its photons and the seed of its field fixed. */
  public record At(double photons, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.aside(image, mat -> noisy(mat, image.type()));
    }

    private Mat noisy(Mat mat, SampleType type) {
      var kernels = Kernels.ofThisJvm();
      if (Kernels.canGrain(mat)) {
        return kernels.grain(mat, GrainNoise.ofVariance(type.white() / photons), seed);
      }
      var result = new Mat();
      try (var noise = kernels.normals(mat.rows(), mat.cols(), mat.channels(), seed);
          var light = new Mat();
          var noMask = noArray()) {
        mat.convertTo(light, CV_32F, type.white() / photons, 0);
        threshold(light, light, 0, 0, THRESH_TOZERO);
        sqrt(light, light);
        multiply(light, noise, light);
        add(mat, light, result, noMask, mat.depth());
      }
      return result;
    }
  }
}
