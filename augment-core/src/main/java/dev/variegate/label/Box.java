package dev.variegate.label;

import java.io.Serializable;
import java.util.List;

/**
 * A rectangle about an object, in pixels.
 *
 * @param x of its center, from the image's left edge
 * @param y of its center, from the image's top edge
 * @param width at least 0, along its own axis
 * @param height at least 0, along its own axis
 * @param degrees that it is turned about its center, clockwise as seen; 0 is upright
 */
public record Box(double x, double y, double width, double height, double degrees)
    implements Serializable {

  public Box {
    if (!(width >= 0 && height >= 0)) {
      throw new IllegalArgumentException(
          "Box is %s wide and %s high but both must be at least 0; check the form that boxes are given in"
              .formatted(width, height));
    }
  }

  /** An axis-aligned box from its edges. */
  public static Box ofEdges(double left, double top, double right, double bottom) {
    return new Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, 0);
  }

  public double left() {
    return x - width / 2;
  }

  public double top() {
    return y - height / 2;
  }

  public double right() {
    return x + width / 2;
  }

  public double bottom() {
    return y + height / 2;
  }

  /** Its four corners, clockwise as seen, the top left one first. */
  public Polygon corners() {
    double angle = StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new Polygon(
        List.of(
            corner(-0.5, -0.5, cos, sin),
            corner(0.5, -0.5, cos, sin),
            corner(0.5, 0.5, cos, sin),
            corner(-0.5, 0.5, cos, sin)));
  }

  private Point corner(double across, double down, double cos, double sin) {
    double right = across * width;
    double below = down * height;
    return new Point(x + right * cos - below * sin, y + right * sin + below * cos);
  }

  /** The smallest axis-aligned box about a polygon. */
  static Box about(Polygon polygon) {
    var bounds = polygon.bounds();
    return ofEdges(bounds[0], bounds[1], bounds[2], bounds[3]);
  }

  /**
   * The smallest box about a convex polygon that has a side along one of the polygon's edges. The
   * first edge that gives the least area decides, so that a turned rectangle keeps its own sides.
   */
  public static Box smallestAbout(Polygon polygon) {
    var points = polygon.points();
    Box least = about(polygon);
    double area = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      var one = points.get(i);
      var next = points.get((i + 1) % points.size());
      double angle = StrictMath.atan2(next.y() - one.y(), next.x() - one.x());
      var along = along(polygon, angle);
      if (along.width * along.height < area * (1 - 1e-9)) {
        area = along.width * along.height;
        least = along;
      }
    }
    return least;
  }

  private static Box along(Polygon polygon, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    var turned =
        polygon.points().stream()
            .map(p -> new Point(p.x() * cos + p.y() * sin, p.y() * cos - p.x() * sin))
            .toList();
    var upright = about(new Polygon(turned));
    return new Box(
        upright.x * cos - upright.y * sin,
        upright.x * sin + upright.y * cos,
        upright.width,
        upright.height,
        StrictMath.toDegrees(angle));
  }
}
