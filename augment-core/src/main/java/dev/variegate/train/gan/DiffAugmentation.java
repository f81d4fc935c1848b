package dev.variegate.train.gan;

import dev.variegate.base.DidYouMean;
import java.util.Arrays;
import java.util.Locale;

/** One kind of the changes that {@link DiffAugment} makes. */
public enum DiffAugmentation {
  /** Brightness by up to a quarter of the range, saturation by 0 to 2, contrast by 0.5 to 1.5. */
  COLOR,
  /** A shift by up to an eighth of each side; what comes in is medium gray. */
  TRANSLATION,
  /** Medium gray in a rectangle of half of each side, which may reach over the border. */
  CUTOUT;

  /** As settings have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DiffAugmentation parse(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown differentiable augmentation \"%s\"; %s"
                        .formatted(
                            word,
                            DidYouMean.among(
                                word,
                                Arrays.stream(values()).map(DiffAugmentation::word).toList()))));
  }
}
