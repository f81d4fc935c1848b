package dev.variegate.model;

import dev.variegate.image.Size;
import java.util.List;

/** The order of an image tensor's axes. */
public enum Layout {
  /** Batch, channel, height, width. */
  NCHW,
  /** Batch, height, width, channel. */
  NHWC;

  /** Which size of a shape is the height; the next one is the width. */
  int height() {
    return this == NHWC ? 1 : 2;
  }

  /** Which size of a shape is the channels. */
  public int channel() {
    return this == NHWC ? 3 : 1;
  }

  /** Width and height in a shape that leaves neither free. */
  public Size size(List<Long> shape) {
    return new Size(Math.toIntExact(shape.get(height() + 1)), Math.toIntExact(shape.get(height())));
  }
}
