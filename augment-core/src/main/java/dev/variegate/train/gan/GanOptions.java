package dev.variegate.train.gan;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sizes of a generative adversarial network, and how its two networks play.
 *
 * @param latent length of the latent
 * @param width channels of the generator at the whole size of the image; smaller sizes have up to
 *     four times as many
 * @param hidden units of the generator's dense layer
 * @param discriminatorWidth the same of the discriminator as {@code width} of the generator
 * @param discriminatorSteps of the discriminator for each of the generator, 1 or more
 * @param leCamWeight of the LeCam regularizer beside the hinge loss, 0 for none
 * @param augmentations what is changed in the images that the discriminator sees; none for whole
 *     images
 * @param beta1 decay of Adam's mean of gradients
 * @param beta2 decay of Adam's mean of their squares
 */
public record GanOptions(
    int latent,
    int width,
    int hidden,
    int discriminatorWidth,
    int discriminatorSteps,
    double leCamWeight,
    Set<DiffAugmentation> augmentations,
    double beta1,
    double beta2) {

  /** What suits 28x28 and 32x32 on two cores. */
  public static final GanOptions DEFAULT =
      new GanOptions(64, 16, 256, 16, 1, 0.1, EnumSet.of(DiffAugmentation.TRANSLATION), 0.5, 0.99);

  public GanOptions {
    augmentations = Set.copyOf(augmentations);
    if (discriminatorSteps < 1) {
      throw new IllegalArgumentException(
          "Steps of the discriminator for each of the generator are %d but must be 1 or more; set discriminatorSteps"
              .formatted(discriminatorSteps));
    }
  }

  /** By name, each in one form. */
  Map<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("latent", latent);
    settings.put("width", width);
    settings.put("hidden", hidden);
    settings.put("discriminatorWidth", discriminatorWidth);
    settings.put("discriminatorSteps", discriminatorSteps);
    settings.put("leCamWeight", leCamWeight);
    settings.put(
        "augmentations", augmentations.stream().sorted().map(DiffAugmentation::word).toList());
    settings.put("beta1", beta1);
    settings.put("beta2", beta2);
    return settings;
  }
}
