package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.Optional;

/** What is left of shapes where an image ends and where it is hidden. */
record ShapeClipping(Size image, Occlusions covers, LabelRules rules) {

  /** Square pixels that rounding may lose of a shape that is wholly inside. */
  private static final double ROUNDING = 1e-6;

  /** Pixels that rounding may put a point beyond the edge. */
  private static final double SLIGHT = 1e-3;

  Optional<Box> moved(Box box, PointMap map) {
    var polygon = box.corners().moved(map);
    return seen(polygon)
        .map(
            part ->
                rules.boxes() == BoxShape.AXIS_ALIGNED
                    ? Box.about(part)
                    : Box.smallestAbout(polygon));
  }

  /** Whether a part of a polygon comes to lie beyond the image. */
  boolean cuts(Polygon polygon, PointMap map) {
    return !polygon.moved(map).points().stream().allMatch(this::holds);
  }

  /** What is left of a polygon by the rules. */
  Optional<Polygon> seen(Polygon polygon) {
    if (rules.outside() == LabelRules.Outside.KEEP || polygon.points().isEmpty()) {
      return Optional.of(polygon).filter(given -> !given.points().isEmpty());
    }
    boolean whole = polygon.points().stream().allMatch(this::holds);
    var inside = whole ? within(polygon) : polygon.clipped(image);
    double seen = inside.area() * covers.seenOf(inside);
    boolean dropped =
        inside.points().isEmpty()
            || seen < rules.minArea()
            || seen + ROUNDING < rules.minVisible() * polygon.area()
            || (rules.outside() == LabelRules.Outside.DROP && !whole);
    return dropped ? Optional.empty() : Optional.of(inside);
  }

  Optional<Point> seen(Point point) {
    if (rules.outside() == LabelRules.Outside.KEEP) {
      return Optional.of(point);
    }
    return holds(point) && !covers.hide(point) ? Optional.of(within(point)) : Optional.empty();
  }

  private boolean holds(Point point) {
    return point.x() >= -SLIGHT
        && point.y() >= -SLIGHT
        && point.x() <= image.width() + SLIGHT
        && point.y() <= image.height() + SLIGHT;
  }

  private Polygon within(Polygon polygon) {
    return new Polygon(polygon.points().stream().map(this::within).toList());
  }

  private Point within(Point point) {
    return new Point(
        Math.max(0, Math.min(image.width(), point.x())),
        Math.max(0, Math.min(image.height(), point.y())));
  }
}
