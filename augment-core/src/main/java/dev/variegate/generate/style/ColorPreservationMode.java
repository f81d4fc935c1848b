package dev.variegate.generate.style;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.pixel.ColorPreservation;

/**
 * Whether an image that is painted in another style keeps its own colors.
 *
 * <p>Source: Gatys et al., "Preserving Color in Neural Artistic Style Transfer", arXiv:1606.05897;
 * see {@link ColorPreservation}.
 */
public enum ColorPreservationMode {
  /** It takes the colors of the style. */
  NONE,
  /** Only its brightness is painted; hue and saturation of each pixel stay. */
  LUMINANCE,
  /** Mean and covariance of its colors stay. */
  HISTOGRAM;

  /**
   * Finds the one of this word.
   *
   * @throws IllegalArgumentException naming the known words and the likeliest one
   */
  public static ColorPreservationMode parse(String word) {
    return Choice.parse(ColorPreservationMode.class, word, "Color preservation");
  }

  /** As Params and lineages write it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
