package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.scaleAdd;

import dev.variegate.image.Image;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** A weighted sum of images, in floats, rounded once. */
public final class WeightedSum {

  /** Rows whose floats stay in the cache. */
  private static final int ROWS = 32;

  private WeightedSum() {}

  /**
   * The sum; the caller closes it.
   *
   * @param images one at least, of one size and type
   * @param weights one for each image
   */
  public static Mat of(List<Image> images, double... weights) {
    var like = images.get(0).mat();
    var result = new Mat(like.rows(), like.cols(), like.type());
    try (var floats = new Mat();
        var sum = new Mat()) {
      for (int top = 0; top < like.rows(); top += ROWS) {
        int bottom = Math.min(like.rows(), top + ROWS);
        for (int i = 0; i < weights.length; i++) {
          try (var part = images.get(i).mat().rowRange(top, bottom)) {
            part.convertTo(i == 0 ? sum : floats, CV_32F, i == 0 ? weights[i] : 1, 0);
          }
          if (i > 0) {
            scaleAdd(floats, weights[i], sum, sum);
          }
        }
        try (var part = result.rowRange(top, bottom)) {
          sum.convertTo(part, like.depth());
        }
      }
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }
}
