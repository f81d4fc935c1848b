package dev.variegate.generate;

import dev.variegate.random.DrawKey;
import java.io.Serializable;
import java.util.Objects;

/**
 * A request for one new image, sampled from a model.
 *
 * @param draw what fixes the latent vector: its key is what the image is derived from, such as the
 *     key of a row, its copy the number of the copy made of that key, 0 or more
 * @param label the class asked for, by name or by index in the bundle's labels; "" where the model
 *     knows no classes
 */
public record SampleRequest(DrawKey draw, String label) implements Serializable {

  public SampleRequest {
    Objects.requireNonNull(draw, "draw");
    Objects.requireNonNull(label, "label");
  }

  /** The first attempt at an image. */
  public SampleRequest(String key, int copy, long seed, String label) {
    this(new DrawKey(seed, key, copy), label);
  }

  /** The first attempt at an image without a class. */
  public SampleRequest(String key, int copy, long seed) {
    this(key, copy, seed, "");
  }
}
