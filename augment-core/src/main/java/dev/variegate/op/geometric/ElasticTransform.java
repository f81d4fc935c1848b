package dev.variegate.op.geometric;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.form.DisplacementField;
import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Distorts the image like rubber: a smooth random field displaces each pixel; size kept.
 *
 * <p>The field is normal noise, smoothed by a Gaussian and scaled so that horizontal and vertical
 * displacements each have the requested standard deviation. It is computed on a grid with a spacing
 * of a quarter of sigma. Source: Simard et al., "Best Practices for Convolutional Neural Networks
 * Applied to Visual Document Analysis", ICDAR 2003, section 2, whose alpha is the scale before
 * smoothing.
 *
 * @param amount standard deviation of the moves, fraction of the image's shorter side, 0..0.5
 * @param sigma how smooth the field is, fraction of the image's shorter side, 0.005..1
 * @param interpolation between pixels
 * @param border shown outside the distorted image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record ElasticTransform(
    Range amount, Range sigma, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public ElasticTransform {
    amount.requireWithin(0, 0.5, "Elastic-transform amount (fraction of the shorter side)");
    sigma.requireWithin(0.005, 1, "Elastic-transform sigma (fraction of the shorter side)");
    Require.fraction(fill, "Elastic-transform fill (fraction of full intensity)");
  }

  /** Moves of about a hundredth, over a tenth of the image; bilinear, mirrored at the edges. */
  public ElasticTransform() {
    this(Range.of(0.005, 0.02), Range.of(0.06, 0.12), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double side = Math.min(size.width(), size.height());
    return new At(
        amount.draw(random) * side,
        sigma.draw(random) * side,
        random.nextLong(),
        interpolation,
        border,
        fill);
  }

  /** Elastic transform with amount and sigma in pixels and the seed of its field fixed. */
  public record At(
      double amount,
      double sigma,
      long seed,
      Interpolation interpolation,
      Border border,
      double fill)
      implements Step {

    private static final double CELLS_OF_SIGMA = 4;

    @Override
    public Form lower(Size size) {
      return DisplacementField.of(
          size, new SamplingMode(interpolation, border, fill), this::offsets);
    }

    private Mat offsets(Size size) {
      double cell = Math.max(1, sigma / CELLS_OF_SIGMA);
      int across = (int) Math.ceil(size.width() / cell);
      int down = (int) Math.ceil(size.height() / cell);
      double smooth = sigma / cell;
      // Smoothing by a Gaussian leaves 1 / (2 sqrt(pi) smooth) of white noise's deviation.
      double deviation = amount * 2 * Math.sqrt(Math.PI) * smooth;
      var result = new Mat();
      try (var noise = noise(down, across, deviation);
          var smoothed = smoothed(noise, smooth);
          var full = new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height())) {
        resize(smoothed, result, full, 0, 0, INTER_CUBIC);
      }
      return result;
    }

    private Mat noise(int rows, int columns, double deviation) {
      var noise = new Mat(rows, columns, CV_32FC2);
      try (var generator = new RNG(seed);
          var nothing = new Scalar(0);
          var spread = new Scalar(deviation);
          var mean = new Mat(1, 1, CV_64F, nothing);
          var sigmas = new Mat(1, 1, CV_64F, spread)) {
        generator._fill(noise, RNG.NORMAL, mean, sigmas, false);
      }
      return noise;
    }

    private static Mat smoothed(Mat noise, double sigma) {
      int side = (int) Math.rint(8 * sigma + 1) | 1;
      var result = new Mat();
      try (var kernel = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
        opencv_imgproc.GaussianBlur(noise, result, kernel, sigma, sigma, BORDER_REFLECT_101, 0);
      }
      return result;
    }
  }
}
