package dev.variegate.pixel;

import dev.variegate.image.SampleType;
import org.bytedeco.opencv.opencv_core.Mat;

/** A part that depends on the type of the samples. */
@FunctionalInterface
public interface TypeDependentMap extends PixelMap {

  /** The part for samples of this type. */
  PixelMap fix(SampleType type);

  @Override
  default Mat apply(Mat mat, SampleType type) {
    return fix(type).apply(mat, type);
  }
}
