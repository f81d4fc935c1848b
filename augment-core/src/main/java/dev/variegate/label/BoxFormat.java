package dev.variegate.label;

import dev.variegate.image.Size;

/**
 * How four numbers stand for an axis-aligned box, five for a turned one (degrees, clockwise, last).
 */
public enum BoxFormat {
  /** Left, top, right, bottom in pixels, as Pascal VOC. */
  CORNERS,
  /** Left, top, width, height in pixels, as COCO; a rotated box is given before it is turned. */
  COCO,
  /** Center x, center y, width, height as fractions of the image's sides, as YOLO. */
  YOLO,
  /** Left, top, right, bottom as fractions of the image's sides, as Albumentations. */
  NORMALIZED;

  private static final int UPRIGHT = 4;

  /** Reads a box of an image of this size. */
  public Box read(double[] numbers, Size image) {
    if (numbers.length != UPRIGHT && numbers.length != UPRIGHT + 1) {
      throw new IllegalArgumentException(
          "Box has %d numbers but must have 4, or 5 with its degrees; check the column of boxes"
              .formatted(numbers.length));
    }
    double across = isFraction() ? image.width() : 1;
    double down = isFraction() ? image.height() : 1;
    double a = numbers[0] * across;
    double b = numbers[1] * down;
    double c = numbers[2] * across;
    double d = numbers[3] * down;
    var upright =
        switch (this) {
          case CORNERS, NORMALIZED -> Box.ofEdges(a, b, c, d);
          case COCO -> Box.ofEdges(a, b, a + c, b + d);
          case YOLO -> new Box(a, b, c, d, 0);
        };
    return numbers.length == UPRIGHT
        ? upright
        : new Box(upright.x(), upright.y(), upright.width(), upright.height(), numbers[UPRIGHT]);
  }

  /**
   * Writes a box of an image of this size.
   *
   * @param shape whether the degrees are written
   */
  public double[] write(Box box, Size image, BoxShape shape) {
    var four =
        switch (this) {
          case CORNERS, NORMALIZED ->
              new double[] {box.left(), box.top(), box.right(), box.bottom()};
          case COCO -> new double[] {box.left(), box.top(), box.width(), box.height()};
          case YOLO -> new double[] {box.x(), box.y(), box.width(), box.height()};
        };
    var written = new double[shape == BoxShape.ROTATED ? UPRIGHT + 1 : UPRIGHT];
    for (int i = 0; i < UPRIGHT; i++) {
      int side = i % 2 == 0 ? image.width() : image.height();
      written[i] = isFraction() ? four[i] / side : four[i];
    }
    if (shape == BoxShape.ROTATED) {
      written[UPRIGHT] = box.degrees();
    }
    return written;
  }

  private boolean isFraction() {
    return this == YOLO || this == NORMALIZED;
  }
}
