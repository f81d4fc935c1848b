package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16F;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Numbers of 16 bits (IEEE 754 binary16), which Java 17 does not know. */
public final class HalfFloats {

  private HalfFloats() {}

  /**
   * Rounds half to even, by OpenCV, which does many at a time.
   *
   * @param into direct, with two bytes for each value
   */
  public static void put(float[] values, ByteBuffer into) {
    OpenCv.load();
    try (var floats = new FloatPointer(values);
        var from = new Mat(1, values.length, CV_32F, floats);
        var halves = new Pointer(into);
        var to = new Mat(1, values.length, CV_16F, halves)) {
      from.convertTo(to, CV_16F);
    }
  }
}
