package dev.variegate.mix;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Labels;
import dev.variegate.label.PointMap;
import dev.variegate.label.Polygon;
import dev.variegate.recipe.Recipe;
import java.io.Serializable;
import java.util.List;

/**
 * What of one image comes to lie where on the canvas of a mixed one.
 *
 * @param image 0 for the image itself, then its partners
 * @param recipe what is done to that image first
 * @param x of its left edge on the canvas, in pixels; may lie outside
 * @param y of its top edge
 * @param opacity 0..1; 1 hides what was there
 * @param instances which of {@link Labels#instances()} come along; all shapes if empty
 * @param polygons in pixels after the recipe, of which the inner parts are seen; all if empty
 */
public record MixPiece(
    int image,
    Recipe recipe,
    int x,
    int y,
    double opacity,
    List<Integer> instances,
    List<Polygon> polygons)
    implements Serializable {

  public MixPiece {
    instances = List.copyOf(instances);
    polygons = List.copyOf(polygons);
  }

  /** All of a changed image. */
  MixPiece(int image, Recipe recipe, int x, int y) {
    this(image, recipe, x, y, 1, List.of(), List.of());
  }

  /** An image as it is. */
  static MixPiece whole(int image) {
    return new MixPiece(image, new Recipe(List.of()), 0, 0);
  }

  MixPiece seenThrough(double otherOpacity) {
    return new MixPiece(image, recipe, x, y, otherOpacity, instances, polygons);
  }

  MixPiece cutOut(List<Integer> otherInstances, List<Polygon> otherPolygons) {
    return new MixPiece(image, recipe, x, y, opacity, otherInstances, otherPolygons);
  }

  /** Whether it hides what lies below it. */
  boolean hides() {
    return opacity == 1;
  }

  /** Whether its masks take the place of those below it. */
  boolean rules() {
    return opacity > 0.5;
  }

  /** Where it lies on the canvas. */
  List<Polygon> region(Size before) {
    var after = recipe.sizeAfter(before);
    var parts =
        polygons.isEmpty()
            ? List.of(Box.ofEdges(0, 0, after.width(), after.height()).corners())
            : polygons;
    return parts.stream().map(part -> part.moved(onCanvas())).toList();
  }

  /** The shapes that come along. */
  Labels taken(Labels all) {
    if (instances.isEmpty()) {
      return all;
    }
    var each = all.instances();
    return Labels.together(instances.stream().map(each::get).toList());
  }

  PointMap onCanvas() {
    return PointMap.shift(x, y);
  }
}
