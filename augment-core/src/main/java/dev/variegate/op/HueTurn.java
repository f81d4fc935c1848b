package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB_FULL;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV_FULL;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.SampleType;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Turns the hue of HSV by a share of a full turn; saturation and value stay.
 *
 * <p>8-bit samples go through 8-bit HSV which is the fastest; others through float. Grey pictures
 * stay as they are.
 */
record HueTurn(double turns) implements PixelMap {

  /** OpenCV makes 256 hues of a turn on the way to 8-bit HSV, but takes 255 on the way back. */
  private static final int HUES = 255;

  private static final double DEGREES = 360;

  @Override
  public boolean needsColour() {
    return true;
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    return switch (type) {
      case UINT8 -> turnBytes(mat);
      case FLOAT32 -> turnFloats(mat);
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

  /** The hue alone goes through the table: a third of the samples, and the copies cost less. */
  private Mat turnBytes(Mat mat) {
    var entries = new byte[256];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (byte) Math.floorMod(Math.round((i / 256.0 + turns) * HUES), HUES);
    }
    var result = new Mat();
    try (var hsv = new Mat();
        var planes = new MatVector();
        var turned = new Mat();
        var data = new BytePointer(entries);
        var table = new Mat(1, 256, CV_8U, data)) {
      cvtColor(mat, hsv, COLOR_RGB2HSV_FULL);
      split(hsv, planes);
      try (var hue = planes.get(0)) {
        LUT(hue, table, turned);
      }
      planes.put(0, turned);
      merge(planes, hsv);
      cvtColor(hsv, result, COLOR_HSV2RGB_FULL);
    }
    return result;
  }

  private Mat turnFloats(Mat mat) {
    double degrees = (turns - Math.floor(turns)) * DEGREES;
    var result = new Mat();
    try (var hsv = new Mat()) {
      cvtColor(mat, hsv, COLOR_RGB2HSV);
      try (var turned =
          ColourMatrix.of(1, 0, 0, degrees, 0, 1, 0, 0, 0, 0, 1, 0)
              .apply(hsv, SampleType.FLOAT32)) {
        cvtColor(turned, result, COLOR_HSV2RGB);
      }
    }
    return result;
  }
}
