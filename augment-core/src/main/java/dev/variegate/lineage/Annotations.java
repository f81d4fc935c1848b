package dev.variegate.lineage;

import dev.variegate.codec.ImageCodec;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;
import dev.variegate.recipe.Recipe;
import java.util.List;

/**
 * The annotations of one image, which follow its changes: masks, boxes, polygons and keypoints.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class Annotations {

  private final Size size;
  private final List<byte[]> masks;
  private final Labels labels;

  /**
   * Takes over the masks; the caller does not write to them from here on.
   *
   * @param size of the image as a viewer shows it
   * @param masks encoded images of the same size, each pixel of which stands for a class or an
   *     instance; any number
   */
  public Annotations(Size size, List<byte[]> masks, Labels labels) {
    this.size = size;
    this.masks = List.copyOf(masks);
    this.labels = labels;
  }

  /** No annotations, of an image of this size. */
  public static Annotations none(Size size) {
    return new Annotations(size, List.of(), Labels.NONE);
  }

  /**
   * These annotations, for the image scaled to another size.
   *
   * @throws IllegalArgumentException if a mask is not of the image's size
   */
  public Annotations scaledTo(Size other, LabelRules rules, ImageCodec codec) {
    Step scaling = from -> Geometric.window(from, 0, 0, from, other, Interpolation.NEAREST);
    var recipe = new Recipe(List.of(scaling));
    try (var decoded = Masks.decoded(this, codec)) {
      return new Annotations(
          other, decoded.changed(recipe, codec), recipe.apply(labels, size, rules));
    }
  }

  public Size size() {
    return size;
  }

  /** The encoded masks; the caller must not modify them. */
  public List<byte[]> masks() {
    return masks;
  }

  public Labels labels() {
    return labels;
  }
}
