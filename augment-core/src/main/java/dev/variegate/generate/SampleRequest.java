package dev.variegate.generate;

import dev.variegate.policy.DrawKey;
import java.io.Serializable;
import java.util.Objects;

/**
 * One picture to be made.
 *
 * @param key what the picture is derived from, such as the key of a row; with seed and copy it
 *     fixes the latent vector
 * @param copy number of the copy made of that key, 0 or more
 * @param seed the job's seed
 * @param label the class asked for, by name or by index in the bundle's labels; "" where the model
 *     knows no classes
 */
public record SampleRequest(String key, int copy, long seed, String label) implements Serializable {

  /** Of no class. */
  public SampleRequest(String key, int copy, long seed) {
    this(key, copy, seed, "");
  }

  public SampleRequest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(label, "label");
    if (copy < 0) {
      throw new IllegalArgumentException(
          "Copy number is %d, must be at least 0; count the copies of a key up from 1"
              .formatted(copy));
    }
  }

  /** What fixes every number that is drawn for it. */
  DrawKey drawKey() {
    return new DrawKey(seed, key, copy);
  }
}
