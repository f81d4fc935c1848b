package dev.variegate.random;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * What fixes every random number of one copy of one image.
 *
 * @param seed the job's seed
 * @param key what names the source image
 * @param copy number of the copy, 0 being the original
 * @param attempt number of the try at this copy, 0 being the first
 * @param link place of the method in a chain of methods, 0 being the first
 */
public record DrawKey(long seed, String key, int copy, int attempt, int link)
    implements Serializable {

  public DrawKey {
    Objects.requireNonNull(key, "key");
    if (copy < 0) {
      throw new IllegalArgumentException(
          "Copy number is %d but must be at least 0; 0 is the original and copies count from 1"
              .formatted(copy));
    }
    if (attempt < 0 || link < 0) {
      throw new IllegalArgumentException(
          "Attempt is %d and link is %d, both must be at least 0; count them up from 0"
              .formatted(attempt, link));
    }
  }

  /** The first attempt, by the first method of a chain. */
  public DrawKey(long seed, String key, int copy) {
    this(seed, key, copy, 0, 0);
  }

  /** The same copy for another method of its chain. */
  public DrawKey withLink(int number) {
    return new DrawKey(seed, key, copy, attempt, number);
  }

  /** The next try at the same copy. */
  public DrawKey again() {
    return new DrawKey(seed, key, copy, attempt + 1, link);
  }

  /**
   * The numbers of one place, such as a step of a policy; what is drawn at one changes no other.
   *
   * @param place 0 or more
   */
  public KeyedRandom generator(int place) {
    return generators().apply(place);
  }

  /** The numbers of all places, as {@link #generator} gives them; for several, faster than that. */
  public IntFunction<KeyedRandom> generators() {
    return Seeds.generators(this);
  }
}
