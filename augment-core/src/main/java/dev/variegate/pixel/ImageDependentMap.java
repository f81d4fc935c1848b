package dev.variegate.pixel;

import dev.variegate.image.SampleType;
import org.bytedeco.opencv.opencv_core.Mat;

/** A part that depends on the image as a whole, such as on its mean. */
@FunctionalInterface
public interface ImageDependentMap extends PixelMap {

  /** The part for this image, as it is after all parts before. */
  PixelMap fix(Mat mat, SampleType type);

  @Override
  default boolean isMeasured() {
    return true;
  }

  @Override
  default Mat apply(Mat mat, SampleType type) {
    return fix(mat, type).apply(mat, type);
  }
}
