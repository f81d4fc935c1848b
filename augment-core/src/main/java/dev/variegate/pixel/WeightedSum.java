package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.scaleAdd;

import dev.variegate.image.Image;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A weighted sum of images of one size and type, in floats, rounded once. */
public final class WeightedSum implements AutoCloseable {

  private final Mat sum;
  private final int depth;

  /**
   * @param like of the size, channels and type of all that are added
   */
  public WeightedSum(Image like) {
    this.sum = new Mat();
    this.depth = like.mat().depth();
    like.mat().convertTo(sum, CV_32F);
    try (var nothing = new Scalar(0)) {
      sum.put(nothing);
    }
  }

  public void add(Image image, double weight) {
    try (var floats = new Mat()) {
      image.mat().convertTo(floats, CV_32F);
      scaleAdd(floats, weight, sum, sum);
    }
  }

  /** The sum as an image; the caller closes it. */
  public Mat finish() {
    var result = new Mat();
    sum.convertTo(result, depth);
    return result;
  }

  @Override
  public void close() {
    sum.close();
  }
}
