package dev.variegate.recipe;

import dev.variegate.base.Json;
import dev.variegate.codec.SourceImage;
import dev.variegate.form.Fusion;
import dev.variegate.form.ReducedDecode;
import dev.variegate.form.SourceRows;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.RowRange;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;
import dev.variegate.label.PointMap;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a policy drew for one copy: steps with all numbers fixed, no chance left.
 *
 * @param steps for the image in its full size
 * @param decoding what of the source they work on
 */
public record Recipe(List<Step> steps, Decoding decoding) implements Serializable {

  public Recipe {
    steps = List.copyOf(steps);
  }

  /** One whose source is decoded in full. */
  public Recipe(List<Step> steps) {
    this(steps, Decoding.FULL);
  }

  /**
   * The same steps with the source decoded at the smallest scale that they leave no pixels to show
   * more of; see {@link ReducedDecode#scale}.
   */
  public Recipe reducing(SourceImage source) {
    if (!source.isJpeg()) {
      return this;
    }
    int scale = ReducedDecode.scale(Fusion.fuse(steps, source.size()), source::reduced);
    return new Recipe(steps, Decoding.ofScale(scale).orElseThrow());
  }

  /**
   * The file that results where the coefficients of a JPEG can be moved without loss; else empty.
   *
   * @return of a recipe {@link #onCoefficients}
   * @throws IllegalStateException if this machine cannot load the library for it
   */
  public Optional<byte[]> transform(SourceImage source) {
    return source.isJpeg()
        ? LosslessSteps.of(steps, source).flatMap(source::transformed)
        : Optional.empty();
  }

  /** The same steps, on the coefficients of a JPEG. */
  public Recipe onCoefficients() {
    return new Recipe(steps, Decoding.COEFFICIENTS);
  }

  /** As {@link #apply(Image)}, to what the recipe decodes of the source. */
  public Image apply(SourceImage source) {
    return apply(source, rows -> source.image());
  }

  /** The same for a source of which nothing else is made: only rows that show need be decoded. */
  public Image applyAlone(SourceImage source) {
    return apply(source, source::image);
  }

  private Image apply(SourceImage source, Function<RowRange, Image> decoder) {
    if (decoding == Decoding.COEFFICIENTS) {
      return source.decoded(transform(source).orElseThrow(() -> lossy(source)));
    }
    var forms = Fusion.fuse(steps, source.size());
    if (decoding == Decoding.FULL) {
      return Fusion.apply(forms, decoder.apply(SourceRows.of(forms, source.size())));
    }
    int scale = decoding.scale();
    return Fusion.apply(ReducedDecode.forms(forms, source.reduced(scale)), source.image(scale));
  }

  private static IllegalArgumentException lossy(SourceImage source) {
    return new IllegalArgumentException(
        "Steps are for the coefficients of a JPEG but cannot be made without loss of this image of %s; give the source that they were drawn for"
            .formatted(source.size()));
  }

  /**
   * Applies all steps with neighbors fused; the image stays as it was and open, the caller closes
   * the result.
   *
   * @param image in its full size
   * @throws IllegalArgumentException if the recipe is for an image decoded at another scale
   */
  public Image apply(Image image) {
    if (decoding != Decoding.FULL) {
      throw new IllegalArgumentException(
          "Recipe is for %s but is given a decoded image; give it the encoded source"
              .formatted(
                  decoding == Decoding.COEFFICIENTS
                      ? "the coefficients of a JPEG"
                      : "a source decoded at 1/%d of its scale".formatted(decoding.scale())));
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
        steps.stream().map(step -> Operations.withReferences(step, references)).toList(), decoding);
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
