package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.BitSet;
import java.util.List;

/**
 * What hides parts of an image, such as the holes of a dropout.
 *
 * @param polygons in pixels of the changed image; they may overlap and reach beyond it
 */
public record Occlusions(List<Polygon> polygons) {

  /** Nothing is hidden. */
  public static final Occlusions NONE = new Occlusions(List.of());

  /** Points across and down that a shape is looked at, which gives areas to a few hundredths. */
  private static final int POINTS = 32;

  public Occlusions {
    polygons = List.copyOf(polygons);
  }

  /**
   * What covers these pixels.
   *
   * @param inside the pixels of the size, line by line
   */
  public static Occlusions of(Size size, BitSet inside) {
    return new Occlusions(Polygon.around(inside, size));
  }

  boolean hide(Point point) {
    return polygons.stream().anyMatch(polygon -> polygon.contains(point));
  }

  /** The fraction of a shape's area that is not hidden, 0..1. */
  double seenOf(Polygon shape) {
    if (polygons.isEmpty()) {
      return 1;
    }
    var bounds = shape.bounds();
    int inside = 0;
    int seen = 0;
    for (int i = 0; i < POINTS * POINTS; i++) {
      double across = (i % POINTS + 0.5) / POINTS;
      int line = i / POINTS;
      double down = (line + 0.5) / POINTS;
      var point =
          new Point(
              bounds[0] + across * (bounds[2] - bounds[0]),
              bounds[1] + down * (bounds[3] - bounds[1]));
      if (shape.contains(point)) {
        inside++;
        seen += hide(point) ? 0 : 1;
      }
    }
    return inside == 0 ? 1 : (double) seen / inside;
  }
}
