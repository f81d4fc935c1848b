package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Size;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Fractal noise such as that of clouds: even noise of finer and finer grids, each half as strong.
 * Source: Fournier, Fussell and Carpenter, "Computer Rendering of Stochastic Models", 1982.
 */
final class Clouds {

  private static final int COARSEST = 3;
  private static final int GRIDS = 5;

  /** Neighbouring states of the generator give sequences alike; these lie far apart. */
  private static final long APART = 0x9e3779b97f4a7c15L;

  private Clouds() {}

  /** Floats between two numbers, each of which is met; the caller closes them. */
  static Mat of(long seed, Size size, double low, double high) {
    var result = new Mat();
    try (var nothing = new Scalar(0);
        var sum = new Mat(size.height(), size.width(), CV_32F, nothing);
        var full = new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height());
        var none = new Mat()) {
      for (int grid = 0; grid < GRIDS; grid++) {
        int side = COARSEST << grid;
        double strength = 1.0 / (1 << grid);
        try (var few = NoiseField.uniform(seed + (grid + 1) * APART, side, side, 1, 0, strength);
            var smooth = new Mat()) {
          resize(few, smooth, full, 0, 0, INTER_CUBIC);
          add(sum, smooth, sum);
        }
      }
      normalize(sum, result, low, high, NORM_MINMAX, -1, none);
    }
    return result;
  }
}
