package dev.variegate.recipe;

import dev.variegate.base.Json;
import dev.variegate.codec.SourceImage;
import dev.variegate.form.Fusion;
import dev.variegate.form.ReducedDecode;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;
import dev.variegate.label.PointMap;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a policy drew for one copy: steps with all numbers fixed, no chance left.
 *
 * @param steps for the image in its full size
 * @param decodeScale that the sides of the source are divided by when it is decoded: 1, 2, 4 or 8
 */
public record Recipe(List<Step> steps, int decodeScale) implements Serializable {

  private static final int FULL = 1;
  private static final Set<Integer> SCALES = Set.of(FULL, 2, 4, 8);

  public Recipe {
    steps = List.copyOf(steps);
    if (!SCALES.contains(decodeScale)) {
      throw new IllegalArgumentException(
          "Scale of a recipe's source is 1/%d but must be 1/1, 1/2, 1/4 or 1/8; use 1/1 to decode all of it"
              .formatted(decodeScale));
    }
  }

  /** One whose source is decoded in full. */
  public Recipe(List<Step> steps) {
    this(steps, FULL);
  }

  /**
   * The same steps with the source decoded at the smallest scale that they leave no pixels to show
   * more of; see {@link ReducedDecode#scale}.
   */
  public Recipe reducing(SourceImage source) {
    return source.isReducible()
        ? new Recipe(steps, ReducedDecode.scale(Fusion.fuse(steps, source.size()), source::reduced))
        : this;
  }

  /** As {@link #apply(Image)}, to a source decoded at the recipe's scale. */
  public Image apply(SourceImage source) {
    if (decodeScale == FULL) {
      return apply(source.image());
    }
    var image = source.image(decodeScale);
    var forms = Fusion.fuse(steps, source.size());
    return Fusion.apply(ReducedDecode.forms(forms, source.reduced(decodeScale)), image);
  }

  /**
   * Applies all steps with neighbors fused; the image stays as it was and open, the caller closes
   * the result.
   *
   * @param image in its full size
   * @throws IllegalArgumentException if the recipe is for an image decoded at another scale
   */
  public Image apply(Image image) {
    if (decodeScale != FULL) {
      throw new IllegalArgumentException(
          "Recipe is for a source decoded at 1/%d of its scale but is given a decoded image; give it the encoded source"
              .formatted(decodeScale));
    }
    return Fusion.apply(Fusion.fuse(steps, image.size()), image);
  }

  /** Applies all steps to a mask of the image; its values are never mixed. */
  public Image applyToMask(Image mask) {
    return Fusion.applyToMask(Fusion.fuse(steps, mask.size()), mask);
  }

  /** Where the shapes of an image of this size come to lie, without those that the rules drop. */
  public Labels apply(Labels labels, Size size, LabelRules rules) {
    if (labels.equals(Labels.NONE)) {
      return labels;
    }
    var forms = Fusion.fuse(steps, size);
    var points = Fusion.points(forms);
    var covers = Fusion.covers(forms);
    return points.isEmpty() && covers.polygons().isEmpty()
        ? labels
        : labels.moved(points.orElse(PointMap.STAY), sizeAfter(size), covers, rules);
  }

  /** Applies each step by itself: what {@link #apply} comes close to, for tests. */
  Image applyUnfused(Image image) {
    return Fusion.apply(Fusion.lower(steps, image.size()), image);
  }

  /** The size of the result for an image of this size. */
  public Size sizeAfter(Size before) {
    var size = before;
    for (var step : steps) {
      size = step.lower(size).sizeAfter(size);
    }
    return size;
  }

  /** What an image is after all steps. */
  public DrawContext after(DrawContext before) {
    return new DrawContext(
        sizeAfter(before.size()),
        apply(before.labels(), before.size(), before.rules()),
        before.rules(),
        before.references());
  }

  /**
   * The same with its references found again, as it must be after {@link #fromJson}.
   *
   * @throws IllegalArgumentException if one is not among those given
   */
  public Recipe with(References references) {
    return new Recipe(
        steps.stream().map(step -> Operations.withReferences(step, references)).toList(),
        decodeScale);
  }

  /** One line; {@link #fromJson} gives an equal recipe, to the last bit of each number. */
  public String json() {
    return Json.json(RecipeJson.tree(this));
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param where what holds the text, for messages
   */
  public static Recipe fromJson(String json, String where) {
    return RecipeJson.read(json, where);
  }
}
