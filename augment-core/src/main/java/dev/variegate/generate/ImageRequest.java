package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.random.DrawKey;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a new image made from a given one. The caller closes the given images, after the
 * answer.
 *
 * @param image gray, RGB or RGBA, of any size
 * @param sourceSha256 of its encoded bytes, for the lineage
 * @param draw what fixes every number that is drawn for it
 * @param companion second input of the task: the mask of the hole (gray, 8-bit, not black in the
 *     hole), or the image whose style is taken
 */
public record ImageRequest(
    Image image, String sourceSha256, DrawKey draw, Optional<Image> companion) {

  public ImageRequest {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(sourceSha256, "sourceSha256");
    Objects.requireNonNull(draw, "draw");
    Objects.requireNonNull(companion, "companion");
  }

  /**
   * The result of a method without a model.
   *
   * @param made the image, taken over
   * @param method word of the method, for the lineage
   * @param settings what was drawn and set, by names in camelCase, for the lineage
   */
  public Sample made(Image made, String method, Map<String, ?> settings) {
    return new Sample(
        made,
        LineageSteps.lineage(
            this, method, step -> settings.forEach((name, value) -> step.putPOJO(name, value))));
  }
}
