package dev.variegate.form;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.PointMap;
import dev.variegate.pixel.Hole;
import java.util.List;
import java.util.Optional;

/** A primitive form to which steps are lowered, so that neighbors of one form can be fused. */
public sealed interface Form permits Geometric, DisplacementField, Pointwise, Neighborhood {

  /** The size of the result for an image of this size. */
  Size sizeAfter(Size before);

  /**
   * Makes the changed image; the input is left as it was and stays open; the caller closes the
   * result.
   */
  Image apply(Image image);

  /** As {@link #apply}, for an image that nobody else needs: it is closed or written to. */
  default Image consume(Image image) {
    try (image) {
      return apply(image);
    }
  }

  /** One form that does this and then {@code next} in one pass, where the rules allow it. */
  Optional<Form> then(Form next);

  /** Whether every image would come out as it went in. */
  boolean isIdentity();

  /** Where the points of the image go; none where its pixels stay in their places. */
  default Optional<PointMap> points() {
    return Optional.empty();
  }

  /** What it hides of the image, in pixels of its result. */
  default List<Hole> holes() {
    return List.of();
  }

  /**
   * Changes a mask as the image is changed, but its values are never mixed: each pixel gets the
   * value of the nearest one, and 0 beyond a constant border. The caller closes the result.
   */
  default Image applyToMask(Image mask) {
    return mask.copy();
  }
}
