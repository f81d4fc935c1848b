package dev.variegate.form;

import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import org.bytedeco.opencv.opencv_core.Mat;

/** One link of a {@link DisplacementField}: where the pixels of an image go. */
public sealed interface Displacement {

  /** A straight map: lines stay lines. */
  record Straight(Homography matrix) implements Displacement {}

  /**
   * A dense map on an image whose size it keeps.
   *
   * @param size of the image
   * @param offsets how far from itself each pixel of the result reads
   */
  record Dense(Size size, Offsets offsets) implements Displacement {}

  /** Makes the offsets of a dense map; pure, the same numbers each time. */
  @FunctionalInterface
  interface Offsets {
    /**
     * Two floats for each pixel of the result, right and down in pixels, from it to the place in
     * the source that it shows. The caller closes the matrix.
     */
    Mat of(Size size);
  }
}
