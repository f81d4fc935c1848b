package dev.variegate.codec;

import java.util.Locale;

/** What becomes of the color profiles (ICC) of sources in what is made of them. */
public enum ColorProfiles {
  /** Made images carry the profile of their source, and their samples mean the same colors. */
  KEEP,
  /**
   * Samples are converted to sRGB when they are decoded, by the color management of the JDK; made
   * images carry no profile, which means sRGB. Floats and bands are not converted.
   */
  SRGB,
  /** Samples stay, made images carry no profile. */
  DROP;

  /** As Params and job files call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the word. */
  public static ColorProfiles parse(String word) {
    for (var value : values()) {
      if (value.word().equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "Color profile is \"%s\", must be keep, srgb or drop; use keep where unsure"
            .formatted(word));
  }

  /** How lineages tell of an encoding: by its text, and by this where it is not {@link #KEEP}. */
  public String told(Encoding encoding) {
    return this == KEEP ? encoding.toString() : encoding + "+" + word();
  }

  /** The encoding that {@link #told} told of. */
  public static Encoding encoding(String told) {
    int plus = told.indexOf('+');
    return Encoding.parse(plus < 0 ? told : told.substring(0, plus));
  }

  /** What {@link #told} told of. */
  public static ColorProfiles of(String told) {
    int plus = told.indexOf('+');
    return plus < 0 ? KEEP : parse(told.substring(plus + 1));
  }
}
