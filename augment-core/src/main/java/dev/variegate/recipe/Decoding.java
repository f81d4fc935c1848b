package dev.variegate.recipe;

import java.util.Arrays;
import java.util.Optional;

/** What of a source file the steps of a recipe work on. */
public enum Decoding {
  /** The samples of the whole image. */
  FULL(1),
  /** Those of an image of half its sides; only of a JPEG, as are all that follow. */
  HALF(2),
  QUARTER(4),
  EIGHTH(8),
  /** The coefficients of the file, which are moved without loss. */
  COEFFICIENTS(1);

  private final int scale;

  Decoding(int scale) {
    this.scale = scale;
  }

  /** That the sides of the image are divided by. */
  public int scale() {
    return scale;
  }

  /** The samples at a scale, where there are such: 1, 2, 4 or 8. */
  public static Optional<Decoding> ofScale(int scale) {
    return Arrays.stream(values()).filter(decoding -> decoding.scale == scale).findFirst();
  }
}
