package dev.variegate.op.color;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.pixel.NonFinite;
import dev.variegate.pixel.PixelMap;
import dev.variegate.pixel.kernel.ColorKernelStep;
import dev.variegate.pixel.kernel.Kernels;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns the hue of HSV by a fraction of a full turn; saturation and value stay.
 *
 * <p>No hue is rounded, only the samples in the end are. Gray images stay as they are.
 */
record HueRotation(double turns) implements PixelMap {

  private static final double DEGREES = 360;

  @Override
  public boolean needsColor() {
    return true;
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    return switch (type) {
      case UINT8 -> Kernels.ofThisJvm().colors(mat, List.of(part()));
      case FLOAT32 -> NonFinite.kept(mat, this::turnFloats);
      case UINT16 -> {
        try (var floats = new Mat()) {
          mat.convertTo(floats, CV_32F, 1 / type.white(), 0);
          try (var turned = turnFloats(floats)) {
            var result = new Mat();
            turned.convertTo(result, CV_16U, type.white(), 0);
            yield result;
          }
        }
      }
    };
  }

  @Override
  public Optional<ColorKernelStep> kernel() {
    return Optional.of(part());
  }

  private ColorKernelStep part() {
    return ColorKernelStep.hue(turns);
  }

  private Mat turnFloats(Mat mat) {
    double degrees = (turns - Math.floor(turns)) * DEGREES;
    var result = new Mat();
    try (var hsv = new Mat()) {
      cvtColor(mat, hsv, COLOR_RGB2HSV);
      try (var turned =
          ColorMatrix.of(1, 0, 0, degrees, 0, 1, 0, 0, 0, 0, 1, 0).apply(hsv, SampleType.FLOAT32)) {
        cvtColor(turned, result, COLOR_HSV2RGB);
      }
    }
    return result;
  }
}
