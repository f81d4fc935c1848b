package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** What one sample of an image is, with the value that stands for full intensity. */
public enum SampleType {
  /** Unsigned 8-bit, 0..255. */
  UINT8(255, 1, CV_8U),
  /** Unsigned 16-bit, 0..65535. */
  UINT16(65535, 2, CV_16U),
  /** 32-bit float, 0..1 nominal; values outside are kept. */
  FLOAT32(1, 4, CV_32F);

  private final double white;
  private final int bytes;
  private final int depth;

  SampleType(double white, int bytes, int depth) {
    this.white = white;
    this.bytes = bytes;
    this.depth = depth;
  }

  /** What a matrix holds. */
  public static SampleType of(Mat mat) {
    int depth = mat.depth();
    return Arrays.stream(values())
        .filter(type -> type.depth == depth)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Image has OpenCV depth %d but must be 8-bit, 16-bit unsigned or 32-bit float; convert it"
                        .formatted(depth)));
  }

  /** Bytes of one sample: 1, 2 or 4. */
  public int bytes() {
    return bytes;
  }

  /** OpenCV's code of it. */
  public int depth() {
    return depth;
  }

  /** Full intensity: 255, 65535 or 1. */
  public double white() {
    return white;
  }
}
