package dev.variegate.generate.style;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.random.Range;

/** Amounts of style that were found to make learners look at shapes rather than textures. */
public enum StylePreset {
  /**
   * Every copy wholly in the style of one image, as Stylized-ImageNet was made (Geirhos et al.,
   * "ImageNet-trained CNNs are biased toward texture", ICLR 2019, section 2.2).
   */
  GEIRHOS(1, 1, 1),
  /**
   * Half of the copies by an amount from none to all, half left as they are: a random amount, as
   * style randomization does (Jackson et al., "Style Augmentation", CVPR Workshops 2019; Chun and
   * Park, "StyleAugment", arXiv:2108.10549). Both figures are this project's.
   */
  STYLE_AUGMENT(0, 1, 0.5),
  /** What the user says; where nothing is said, every copy by an amount from 0.5 to 1. */
  CUSTOM(0.5, 1, 1);

  private final double low;
  private final double high;
  private final double probability;

  StylePreset(double low, double high, double probability) {
    this.low = low;
    this.high = high;
    this.probability = probability;
  }

  /** The amounts, of one style a copy, with the colors of the style. */
  public StyleMixing mixing() {
    return new StyleMixing(this, Range.of(low, high), probability, 1, ColorPreservationMode.NONE);
  }

  /**
   * Finds the one of this word.
   *
   * @throws IllegalArgumentException naming the known words and the likeliest one
   */
  public static StylePreset parse(String word) {
    return Choice.parse(StylePreset.class, word, "Preset of style transfer");
  }

  /** As Params write it, {@code style-augment}. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
