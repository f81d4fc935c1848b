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
 * What of one picture comes to lie where on the canvas of a mixed one.
 *
 * @param picture 0 for the picture itself, then its partners
 * @param recipe what is done to that picture first
 * @param x of its left edge on the canvas, in pixels; may lie outside
 * @param y of its top edge
 * @param opacity 0..1; 1 hides what was there
 * @param things which of {@link Labels#things()} come along; all shapes if empty
 * @param outlines in pixels after the recipe, of which the inner parts are seen; all if empty
 */
public record MixPiece(
    int picture,
    Recipe recipe,
    int x,
    int y,
    double opacity,
    List<Integer> things,
    List<Polygon> outlines)
    implements Serializable {

  public MixPiece {
    things = List.copyOf(things);
    outlines = List.copyOf(outlines);
  }

  /** All of a changed picture. */
  MixPiece(int picture, Recipe recipe, int x, int y) {
    this(picture, recipe, x, y, 1, List.of(), List.of());
  }

  /** A picture as it is. */
  static MixPiece whole(int picture) {
    return new MixPiece(picture, new Recipe(List.of()), 0, 0);
  }

  MixPiece seenThrough(double otherOpacity) {
    return new MixPiece(picture, recipe, x, y, otherOpacity, things, outlines);
  }

  MixPiece cutOut(List<Integer> otherThings, List<Polygon> otherOutlines) {
    return new MixPiece(picture, recipe, x, y, opacity, otherThings, otherOutlines);
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
        outlines.isEmpty()
            ? List.of(Box.ofEdges(0, 0, after.width(), after.height()).corners())
            : outlines;
    return parts.stream().map(part -> part.moved(onCanvas())).toList();
  }

  /** The shapes that come along. */
  Labels taken(Labels all) {
    if (things.isEmpty()) {
      return all;
    }
    var each = all.things();
    return Labels.together(things.stream().map(each::get).toList());
  }

  PointMap onCanvas() {
    return PointMap.shift(x, y);
  }
}
