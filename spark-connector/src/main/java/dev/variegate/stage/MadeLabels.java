package dev.variegate.stage;

import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.label.LabelRules;
import dev.variegate.label.PointMap;
import dev.variegate.policy.Annotations;
import dev.variegate.policy.Source;
import java.io.Serializable;
import java.util.Optional;

/** What becomes of masks, boxes, polygons and keypoints beside an image that a model made. */
@FunctionalInterface
interface MadeLabels extends Serializable {

  /** They stay: what they mark is where it was. */
  MadeLabels SAME = (source, companion, made, codec) -> Optional.empty();

  /** What goes with the made image; nothing where what went with its source still does. */
  Optional<Annotations> of(Source source, Optional<Image> companion, Image made, ImageCodec codec);

  /**
   * They are scaled as the image was; where it keeps its size, they stay as they are unless rules
   * of the user's own may change them.
   */
  static MadeLabels scaled(LabelRules rules) {
    boolean usual = rules.equals(new LabelRules());
    return (source, companion, made, codec) -> {
      var given = source.annotations();
      boolean same = made.size().equals(given.size());
      if (same && usual) {
        return Optional.empty();
      }
      return Optional.of(
          same
              ? new Annotations(
                  given.size(),
                  given.masks(),
                  given.labels().moved(PointMap.STAY, given.size(), rules))
              : given.scaledTo(made.size(), rules, codec));
    };
  }
}
