package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.pixel.kernel.Kernels;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Averages the image with itself at growing scales about its center, as when a lens is zoomed while
 * the shutter is open, all channels alike; size kept.
 *
 * <p>Source: Hendrycks and Dietterich, "Benchmarking Neural Network Robustness to Common
 * Corruptions", arXiv:1903.12261, zoom blur.
 *
 * @param zoom the largest scale, 1..2
 */
public record ZoomBlur(Range zoom) implements Augmentation {

  public ZoomBlur {
    zoom.requireWithin(1, 2, "Zoom-blur zoom");
  }

  /** Up to an eighth larger. */
  public ZoomBlur() {
    this(Range.of(1.04, 1.12));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(zoom.draw(random));
  }

  /** Zoom blur with its largest scale fixed. */
  public record At(double zoom) implements Step {

    private static final int SCALES = 10;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.weighted(image, mat -> blurred(mat, size));
    }

    private Mat blurred(Mat mat, Size size) {
      if (Kernels.canZoom(mat)) {
        var scales = IntStream.rangeClosed(1, SCALES).mapToDouble(this::scale).toArray();
        return Kernels.ofThisJvm().zooms(mat, scales);
      }
      var result = new Mat();
      try (var sum = new Mat();
          var floats = new Mat()) {
        mat.convertTo(sum, CV_32F);
        mat.convertTo(floats, CV_32F);
        for (int i = 1; i <= SCALES; i++) {
          try (var larger = scaled(floats, size, scale(i))) {
            add(sum, larger, sum);
          }
        }
        sum.convertTo(result, mat.depth(), 1.0 / (SCALES + 1), 0);
      }
      return result;
    }

    private double scale(int number) {
      return 1 + (zoom - 1) * number / SCALES;
    }

    private static Mat scaled(Mat mat, Size size, double scale) {
      var matrix = Homography.affine(scale, 0, 0, 0, scale, 0).aboutCenter(size);
      return Geometric.inPlace(size, matrix, SamplingMode.of(Interpolation.BILINEAR))
          .warp(mat, SampleType.FLOAT32);
    }
  }
}
