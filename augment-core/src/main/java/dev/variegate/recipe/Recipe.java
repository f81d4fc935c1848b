package dev.variegate.recipe;

import dev.variegate.base.Json;
import dev.variegate.form.Fusion;
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

/** What a policy drew for one copy: steps with all numbers fixed, no chance left. */
public record Recipe(List<Step> steps) implements Serializable {

  public Recipe {
    steps = List.copyOf(steps);
  }

  /**
   * Applies all steps with neighbors fused; the image stays as it was and open, the caller closes
   * the result.
   */
  public Image apply(Image image) {
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
        steps.stream().map(step -> Operations.withReferences(step, references)).toList());
  }

  /** One line; {@link #fromJson} gives an equal recipe, to the last bit of each number. */
  public String json() {
    return Json.json(RecipeJson.tree(steps));
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param where what holds the text, for messages
   */
  public static Recipe fromJson(String json, String where) {
    return new Recipe(RecipeJson.read(json, where));
  }
}
