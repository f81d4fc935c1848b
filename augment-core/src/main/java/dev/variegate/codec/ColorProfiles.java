package dev.variegate.codec;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;

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
    return KebabCase.kebab(this);
  }

  /** Reads the word. */
  public static ColorProfiles parse(String word) {
    return Choice.parse(ColorProfiles.class, word, "colorProfile");
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
