package dev.variegate.op.noise;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.transform;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.kernel.GrainNoise;
import dev.variegate.pixel.kernel.Kernels;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Adds the noise of a camera at a high sensitivity: grain in the luma, stronger in bright areas,
 * and blotches of color; size and alpha kept. Gray images get only the grain. Integer samples are
 * rounded and clamped.
 *
 * <p>After Albumentations {@code ISONoise}, with the noise in luma and color differences (ITU-R
 * BT.601) in place of HLS.
 *
 * @param intensity standard deviation of the grain, fraction of the sample, 0..1
 * @param color standard deviation of the color differences, fraction of the sample, 0..1
 */
public record IsoNoise(Range intensity, Range color) implements Augmentation {

  public IsoNoise {
    intensity.requireWithin(0, 1, "Iso-noise intensity (fraction of the sample)");
    color.requireWithin(0, 1, "Iso-noise color (fraction of the sample)");
  }

  /** From fine to coarse grain. */
  public IsoNoise() {
    this(Range.of(0.03, 0.1), Range.of(0.01, 0.03));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(intensity.draw(random), color.draw(random), random.nextLong());
  }

  /** ISO noise with its numbers and the seed of its field fixed. */
  public record At(double intensity, double color, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) this::noisy;
    }

    private Image noisy(Image image) {
      Require.colors(image, "Iso-noise");
      return AlphaChannel.aside(image, mat -> noisy(mat, image.type()));
    }

    private Mat noisy(Mat mat, SampleType type) {
      var kernels = Kernels.ofThisJvm();
      var shares = shares(mat.channels());
      if (Kernels.canGrain(mat)) {
        return kernels.grain(mat, GrainNoise.ofFractions(shares), seed);
      }
      var result = new Mat();
      try (var samples = new Mat();
          var noise = kernels.normals(mat.rows(), mat.cols(), 3, seed);
          var grain = new Mat();
          var weighted = new Mat();
          var data = new FloatPointer(shares);
          var matrix = new Mat(mat.channels(), 3, CV_32F, data)) {
        transform(noise, weighted, matrix);
        mat.convertTo(samples, CV_32F, 1 / type.white(), 0);
        multiply(samples, weighted, grain);
        add(samples, grain, samples);
        samples.convertTo(result, mat.depth(), type.white(), 0);
      }
      return result;
    }

    /** Rows for each channel: grain for all samples of a pixel alike, and color for each. */
    private float[] shares(int channels) {
      float one = (float) intensity;
      if (channels == 1) {
        return new float[] {one, 0, 0};
      }
      float other = (float) color;
      return new float[] {
        one, 0, 1.402f * other,
        one, -0.344f * other, -0.714f * other,
        one, 1.772f * other, 0
      };
    }
  }
}
