package dev.variegate.model;

import dev.variegate.image.Size;
import java.util.Optional;

/**
 * Which sizes of images a network takes and makes.
 *
 * @param working the size that it runs at where one size is needed, as for batches and tiles
 * @param multiple that height and width must have, 1 or more
 * @param minimum of height and width, 1 or more
 * @param border of an input: pixels at each side that the network sees and makes nothing of
 * @param factor of an output of free size: how many times as large it is as the input less its
 *     borders, where that is no whole number
 */
public record SizeConstraint(
    Optional<Size> working, int multiple, int minimum, int border, Optional<Factor> factor) {

  /** Any size. */
  public static final SizeConstraint ANY = new SizeConstraint(Optional.empty(), 1, 1);

  /** How many times as wide and as high. */
  public record Factor(double across, double down) {

    private static final double MAX = 64;

    public Factor {
      if (!(across > 0 && across <= MAX && down > 0 && down <= MAX)) {
        throw new IllegalArgumentException(
            "Key \"factor\" is [%s, %s] but both must be above 0 and at most %s, across and down; write 1.5"
                .formatted(across, down, MAX));
      }
    }
  }

  /** Without a border. */
  public SizeConstraint(Optional<Size> working, int multiple, int minimum) {
    this(working, multiple, minimum, 0, Optional.empty());
  }

  public SizeConstraint {
    if (multiple < 1 || minimum < 1) {
      throw new IllegalArgumentException(
          "Keys \"multiple\" and \"minimum\" are %d and %d but must be 1 or more; leave them out for 1"
              .formatted(multiple, minimum));
    }
    if (border < 0) {
      throw new IllegalArgumentException(
          "Key \"border\" is %d but must be 0 or more, in pixels of the input; leave it out for 0"
              .formatted(border));
    }
    if (working.isPresent()
        && (working.get().width() % multiple != 0
            || working.get().height() % multiple != 0
            || Math.min(working.get().width(), working.get().height()) < minimum)) {
      throw new IllegalArgumentException(
          "Key \"size\" is %s but must be multiples of %d and at least %d; correct one of the keys"
              .formatted(working.get(), multiple, minimum));
    }
  }
}
