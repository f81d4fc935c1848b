package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.policy.DrawKey;
import java.util.Objects;
import java.util.Optional;

/**
 * One picture to be remade. Whoever asks closes the pictures, after the answer.
 *
 * @param picture grey, RGB or RGBA, of any size
 * @param sourceSha256 of its encoded bytes, for the lineage
 * @param key what names the source; with seed and copy it fixes every drawn number
 * @param copy number of the copy, 1 or more
 * @param seed the job's seed
 * @param companion what else the task wants to see: the mask of the hole (grey, 8-bit, not black in
 *     the hole), or the picture whose style is taken
 */
public record PictureRequest(
    Image picture,
    String sourceSha256,
    String key,
    int copy,
    long seed,
    Optional<Image> companion) {

  public PictureRequest {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(sourceSha256, "sourceSha256");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(companion, "companion");
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
