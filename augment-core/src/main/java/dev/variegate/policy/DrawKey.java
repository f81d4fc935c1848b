package dev.variegate.policy;

import java.io.Serializable;
import java.util.Objects;

/**
 * What fixes every random number of one copy of one picture.
 *
 * @param seed the job's seed
 * @param key what names the source picture
 * @param copy number of the copy, 0 being the original
 */
public record DrawKey(long seed, String key, int copy) implements Serializable {

  public DrawKey {
    Objects.requireNonNull(key, "key");
    if (copy < 0) {
      throw new IllegalArgumentException(
          "Copy number is %d, must be at least 0; 0 is the original and copies count from 1"
              .formatted(copy));
    }
  }

  /**
   * The numbers of one place, such as a step of a policy; what is drawn at one changes no other.
   *
   * @param place 0 or more
   */
  public KeyedRandom generator(int place) {
    return Seeds.generator(seed, key, copy, place);
  }
}
