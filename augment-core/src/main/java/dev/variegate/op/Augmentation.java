package dev.variegate.op;

import dev.variegate.form.Step;
import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * One kind of change. Holds ranges only, never a random source; safe to share between threads and
 * to send to executors.
 *
 * <p>An operation, ours or a user's own, is a public record of ranges with a constructor without
 * arguments for the defaults and a nested record {@code At implements Step}, and is listed in
 * {@code META-INF/services/dev.variegate.op.Augmentation}; its word in policy files follows from
 * its name. A list rather than {@code permits}: without a named module a sealed interface binds all
 * that implement it to one package, and no user could add to it.
 */
public interface Augmentation extends Serializable {

  /** Draws the numbers for one image of this size. The only place where chance is used. */
  Step draw(RandomGenerator random, Size size);

  /**
   * As {@link #draw(RandomGenerator, Size)}, for an operation that must know more than the size:
   * what is in the image, or what it may be made like.
   *
   * @param subject the image as it is now
   */
  default Step draw(RandomGenerator random, DrawContext subject) {
    return draw(random, subject.size());
  }
}
