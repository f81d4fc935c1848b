package dev.variegate.pixel;

import dev.variegate.form.Pointwise;
import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.ColorKernelStep;
import dev.variegate.pixel.kernel.Kernels;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One change of samples by their value alone: a part of a {@link Pointwise} form.
 *
 * <p>Parts see gray or RGB matrices; alpha has been taken off before.
 */
public interface PixelMap {

  /** Makes the changed matrix; the given one is left as it was. The caller closes the result. */
  Mat apply(Mat mat, SampleType type);

  /**
   * As {@link #apply}, with a matrix that is given up: changed itself and returned, or closed, also
   * when this throws.
   */
  default Mat consume(Mat mat, SampleType type) {
    try (mat) {
      return apply(mat, type);
    }
  }

  /**
   * One part that does this and then {@code next}, where no clamping between them can be missed.
   */
  default Optional<PixelMap> then(PixelMap next) {
    return Optional.empty();
  }

  /**
   * This part for {@link Kernels#colors}, which do several in one pass over 8-bit RGB; none where
   * they cannot.
   */
  default Optional<ColorKernelStep> kernel() {
    return Optional.empty();
  }

  /** Whether it depends on other pixels, through a statistic. */
  default boolean isMeasured() {
    return false;
  }

  /** Whether a gray image comes out as it went in. */
  default boolean needsColor() {
    return false;
  }
}
