package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.BORDER_WRAP;

/** What is seen beyond the edge of an image {@code abcd}. */
public enum Border {
  /** One fill value; where there is an alpha channel, fully transparent. */
  CONSTANT(BORDER_CONSTANT),
  /** The image mirrored without its edge again: {@code dcb|abcd|cba}. */
  REFLECT101(BORDER_REFLECT_101),
  /** The edge drawn out: {@code aaa|abcd|ddd}. */
  REPLICATE(BORDER_REPLICATE),
  /** The image again: {@code bcd|abcd|abc}. */
  WRAP(BORDER_WRAP);

  private final int flag;

  Border(int flag) {
    this.flag = flag;
  }

  public int flag() {
    return flag;
  }
}
