package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;

/** How samples between pixel centers are made, from coarse to fine; {@link #AREA} stands apart. */
public enum Interpolation {
  /** The nearest pixel. */
  NEAREST(INTER_NEAREST),
  /** Over 2x2 pixels. */
  BILINEAR(INTER_LINEAR),
  /** Over 4x4 pixels; may overshoot. */
  BICUBIC(INTER_CUBIC),
  /** Over 8x8 pixels; may overshoot. */
  LANCZOS(INTER_LANCZOS4),
  /**
   * The mean over the area that a pixel covers: the best for shrinking. It exists for upright
   * scaling alone; in a true warp bilinear takes its place, as in OpenCV.
   */
  AREA(INTER_AREA);

  private final int flag;

  Interpolation(int flag) {
    this.flag = flag;
  }

  public int flag() {
    return flag;
  }

  public int warpFlag() {
    return this == AREA ? INTER_LINEAR : flag;
  }

  public Interpolation finer(Interpolation other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
