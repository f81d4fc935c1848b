package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;

/** Keeps an alpha channel out of what is done to the colours. */
final class Alpha {

  private static final int CHANNEL = 3;

  private Alpha() {}

  /**
   * Makes the picture with changed colours and its own alpha.
   *
   * @param change given a matrix without alpha that it must not write to; makes a new one
   */
  static Image aside(Image image, UnaryOperator<Mat> change) {
    if (image.channels() != CHANNEL + 1) {
      return Image.own(change.apply(image.mat()));
    }
    var result = new Mat();
    try (var colours = new Mat();
        var alpha = new Mat()) {
      cvtColor(image.mat(), colours, COLOR_RGBA2RGB);
      extractChannel(image.mat(), alpha, CHANNEL);
      try (var changed = change.apply(colours)) {
        cvtColor(changed, result, COLOR_RGB2RGBA);
      }
      insertChannel(alpha, result, CHANNEL);
    }
    return Image.own(result);
  }
}
