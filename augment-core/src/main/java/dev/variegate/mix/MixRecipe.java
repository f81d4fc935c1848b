package dev.variegate.mix;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;
import dev.variegate.label.Occlusions;
import dev.variegate.label.Polygon;
import dev.variegate.recipe.Recipe;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a mixture drew for one copy: pieces of images on a canvas, no chance left.
 *
 * @param size of the canvas
 * @param pieces later ones lie above earlier ones
 */
public record MixRecipe(Size size, List<MixPiece> pieces) implements Serializable {

  public MixRecipe {
    pieces = List.copyOf(pieces);
  }

  /**
   * The mixed image; those given stay open and as they were, the caller closes the result.
   *
   * @param images the image itself and its partners; channels and samples become the first's
   * @throws IllegalArgumentException if one cannot be made like the first
   */
  public Image image(List<Image> images) {
    try (var collage = new Collage(size, images.get(0))) {
      for (var piece : pieces) {
        lay(collage, piece, images.get(piece.image()), Recipe::apply, piece.opacity());
      }
      return collage.image();
    }
  }

  /**
   * The mixed mask, whose values are never blended: where pieces are seen through each other, those
   * of the piece with more than half are kept.
   *
   * @param masks of the images, in their order
   * @throws IllegalArgumentException if they are not of one kind
   */
  public Image mask(List<Image> masks) {
    requireOneKind(masks);
    try (var collage = new Collage(size, masks.get(0))) {
      for (var piece : pieces) {
        if (piece.rules()) {
          lay(collage, piece, masks.get(piece.image()), Recipe::applyToMask, 1);
        }
      }
      return collage.image();
    }
  }

  private static void lay(
      Collage collage,
      MixPiece piece,
      Image image,
      BiFunction<Recipe, Image, Image> change,
      double opacity) {
    try (var changed = change.apply(piece.recipe(), image)) {
      collage.lay(changed, piece.x(), piece.y(), opacity, piece.polygons());
    }
  }

  private static void requireOneKind(List<Image> masks) {
    var first = masks.get(0);
    for (var mask : masks) {
      if (mask.channels() != first.channels() || mask.type() != first.type()) {
        throw new IllegalArgumentException(
            "Masks of %s and %s are mixed but must have the same channels and samples, because their values are class numbers; convert them"
                .formatted(first, mask));
      }
    }
  }

  /** The shapes of all images where they come to lie, without those that the rules drop. */
  public Labels labels(List<Labels> given, List<Size> sizes, LabelRules rules) {
    var parts = new ArrayList<Labels>();
    for (int i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      var before = sizes.get(piece.image());
      var taken = piece.taken(given.get(piece.image()));
      parts.add(
          piece
              .recipe()
              .apply(taken, before, rules)
              .moved(piece.onCanvas(), size, new Occlusions(above(i, sizes)), rules));
    }
    return Labels.together(parts);
  }

  private List<Polygon> above(int piece, List<Size> sizes) {
    return pieces.subList(piece + 1, pieces.size()).stream()
        .filter(MixPiece::hides)
        .flatMap(later -> later.region(sizes.get(later.image())).stream())
        .toList();
  }

  /**
   * How much of what is seen comes of each image; 1 in all. It is measured: what would be seen of
   * one if it were white and the others black.
   */
  public double[] fractions(List<Size> sizes) {
    var fractions = new double[sizes.size()];
    for (int image = 0; image < fractions.length; image++) {
      fractions[image] = white(image, sizes);
    }
    double all = Arrays.stream(fractions).sum();
    return Arrays.stream(fractions).map(fraction -> fraction / all).toArray();
  }

  private double white(int image, List<Size> sizes) {
    try (var gray = Image.ofFloats(1, 1, 1, 0);
        var collage = new Collage(size, gray)) {
      for (var piece : pieces) {
        var after = piece.recipe().sizeAfter(sizes.get(piece.image()));
        var samples = new float[Math.toIntExact(after.pixels())];
        Arrays.fill(samples, piece.image() == image ? 1 : 0);
        try (var plain = Image.ofFloats(after.width(), after.height(), 1, samples)) {
          collage.lay(plain, piece.x(), piece.y(), piece.opacity(), piece.polygons());
        }
      }
      try (var seen = collage.image()) {
        double sum = 0;
        for (float sample : seen.toFloats()) {
          sum += sample;
        }
        return sum;
      }
    }
  }
}
