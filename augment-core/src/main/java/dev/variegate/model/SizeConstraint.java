package dev.variegate.model;

import dev.variegate.image.Size;
import java.util.Optional;

/**
 * Which sizes of images a network of free height and width takes.
 *
 * @param working the size that it runs at where one size is needed, as for batches and tiles
 * @param multiple that height and width must have, 1 or more
 * @param minimum of height and width, 1 or more
 */
public record SizeConstraint(Optional<Size> working, int multiple, int minimum) {

  /** Any size. */
  public static final SizeConstraint ANY = new SizeConstraint(Optional.empty(), 1, 1);

  public SizeConstraint {
    if (multiple < 1 || minimum < 1) {
      throw new IllegalArgumentException(
          "Keys \"multiple\" and \"minimum\" are %d and %d but must be 1 or more; leave them out for 1"
              .formatted(multiple, minimum));
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
