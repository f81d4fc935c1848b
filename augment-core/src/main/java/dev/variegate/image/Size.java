package dev.variegate.image;

import java.io.Serializable;

/** Width and height of an image in pixels, both at least 1. */
public record Size(int width, int height) implements Serializable {

  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Size is %dx%d, width and height must be at least 1; give both in pixels"
              .formatted(width, height));
    }
  }

  /** Number of pixels, {@code width * height}. */
  public long pixels() {
    return (long) width * height;
  }

  /** Width and height swapped. */
  public Size transposed() {
    return new Size(/* width= */ height, /* height= */ width);
  }

  /** Both sides divided by the scale and rounded up, as JPEG decoders reduce an image. */
  public Size reduced(int scale) {
    return new Size((width + scale - 1) / scale, (height + scale - 1) / scale);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
