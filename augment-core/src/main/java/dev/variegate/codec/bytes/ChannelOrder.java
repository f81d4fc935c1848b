package dev.variegate.codec.bytes;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/** The one place that knows that OpenCV's codecs speak BGR. */
public final class ChannelOrder {

  private ChannelOrder() {}

  /** Swaps blue and red of a four-channel matrix in place; others are decoded in order already. */
  public static Mat fromOpenCv(Mat decoded) {
    if (decoded.channels() == 4) {
      cvtColor(decoded, decoded, COLOR_BGRA2RGBA);
    }
    return decoded;
  }

  /** The samples in the order that OpenCV's encoders expect; a new matrix, gray shares samples. */
  public static Mat toOpenCv(Mat ours) {
    if (ours.channels() == 1) {
      return new Mat(ours);
    }
    var swapped = new Mat();
    cvtColor(ours, swapped, ours.channels() == 4 ? COLOR_BGRA2RGBA : COLOR_RGB2BGR);
    return swapped;
  }
}
