package dev.variegate.op.weather;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Size;
import dev.variegate.pixel.NoiseField;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Fractal noise such as that of clouds: even noise of finer and finer grids, each half as strong.
 * Source: Fournier, Fussell and Carpenter, "Computer Rendering of Stochastic Models", 1982.
 */
final class FractalNoise {

  private static final int COARSEST = 3;
  private static final int GRIDS = 5;

  /** All grids are summed on one of this side, on which the finest is still smooth. */
  private static final int FINEST = COARSEST << (GRIDS + 1);

  /** Neighboring states of the generator give sequences alike; these lie far apart. */
  private static final long APART = 0x9e3779b97f4a7c15L;

  private FractalNoise() {}

  /** Floats between two numbers, each of which is about met; the caller closes them. */
  static Mat of(long seed, Size size, double low, double high) {
    try (var nothing = new Scalar(0);
        var sum = new Mat(FINEST, FINEST, CV_32F, nothing);
        var none = new Mat()) {
      for (int grid = 0; grid < GRIDS; grid++) {
        int side = COARSEST << grid;
        double strength = 1.0 / (1 << grid);
        try (var few = NoiseField.uniform(seed + (grid + 1) * APART, side, side, 1, 0, strength);
            var smooth = resized(few, new Size(FINEST, FINEST), INTER_CUBIC)) {
          add(sum, smooth, sum);
        }
      }
      normalize(sum, sum, low, high, NORM_MINMAX, -1, none);
      return resized(sum, size, INTER_LINEAR);
    }
  }

  private static Mat resized(Mat mat, Size to, int flag) {
    var result = new Mat();
    try (var size = new org.bytedeco.opencv.opencv_core.Size(to.width(), to.height())) {
      resize(mat, result, size, 0, 0, flag);
    }
    return result;
  }
}
