package dev.variegate.codec;

import java.util.Locale;

/** What happens to the color profiles (ICC) of sources in what is made of them. */
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
        "Color profile is \"%s\" but must be keep, srgb or drop; use keep if unsure"
            .formatted(word));
  }

  /** How lineages name an encoding: by its text, and by this where it is not {@link #KEEP}. */
  public String lineageText(Encoding encoding) {
    return this == KEEP ? encoding.toString() : encoding + "+" + word();
  }

  /** The encoding that {@link #lineageText} named. */
  public static Encoding encoding(String lineageText) {
    int plus = lineageText.indexOf('+');
    return Encoding.parse(plus < 0 ? lineageText : lineageText.substring(0, plus));
  }

  /** The rule that {@link #lineageText} named. */
  public static ColorProfiles of(String lineageText) {
    int plus = lineageText.indexOf('+');
    return plus < 0 ? KEEP : parse(lineageText.substring(plus + 1));
  }
}
