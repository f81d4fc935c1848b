package dev.variegate.image;

/**
 * Neighboring rows of an image.
 *
 * @param first from 0
 * @param end the row behind the last, above {@code first}
 */
public record RowRange(int first, int end) {

  public RowRange {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException(
          "Rows are %d to %d but must begin at 0 or later and hold one at least; give others"
              .formatted(first, end));
    }
  }

  /** All of an image. */
  public static RowRange all(Size size) {
    return new RowRange(0, size.height());
  }
}
