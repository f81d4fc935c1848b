package dev.variegate.pixel.kernel;

import dev.variegate.image.Border;
import dev.variegate.image.SampleType;

/**
 * What a kernel reads outside an 8-bit image.
 *
 * @param fill fraction of full intensity, 0..1, that {@link Border#CONSTANT} shows
 */
public record BorderMode(Border border, double fill) {

  /** A sample for each channel, the first lowest; the fourth is an alpha, which stays 0. */
  int samples() {
    int gray = (int) Math.rint(fill * SampleType.UINT8.white());
    return gray | gray << 8 | gray << 16;
  }
}
