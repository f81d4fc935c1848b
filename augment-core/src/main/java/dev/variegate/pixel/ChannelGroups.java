package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** Does to any number of channels what OpenCV does to four at most. */
public final class ChannelGroups {

  private static final int MAX = 4;

  /** Not four, which would look like colors with alpha. */
  private static final int FEW = 3;

  private ChannelGroups() {}

  /**
   * Makes a matrix of as many channels, each changed in the same way.
   *
   * @param change given the image itself where it has four channels at most, else parts of three;
   *     must not write to it; makes as many new ones
   */
  public static Mat each(Mat mat, UnaryOperator<Mat> change) {
    if (mat.channels() <= MAX) {
      return change.apply(mat);
    }
    var changed = new ArrayList<Mat>();
    try {
      for (int first = 0; first < mat.channels(); first += FEW) {
        try (var few = channels(mat, first, Math.min(mat.channels(), first + FEW))) {
          changed.add(change.apply(few));
        }
      }
      return joined(changed);
    } finally {
      changed.forEach(Mat::close);
    }
  }

  private static Mat channels(Mat mat, int from, int to) {
    var single = new ArrayList<Mat>();
    try {
      for (int channel = from; channel < to; channel++) {
        var plane = new Mat();
        single.add(plane);
        extractChannel(mat, plane, channel);
      }
      return joined(single);
    } finally {
      single.forEach(Mat::close);
    }
  }

  private static Mat joined(List<Mat> parts) {
    var whole = new Mat();
    try (var all = new MatVector(parts.toArray(Mat[]::new))) {
      merge(all, whole);
    }
    return whole;
  }
}
