package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.Optional;

/** What is left of shapes where a picture ends and where it is hidden. */
record ShapeClipping(Size picture, Occlusions covers, LabelRules rules) {

  /** Square pixels that rounding may lose of a shape that is wholly inside. */
  private static final double ROUNDING = 1e-6;

  /** Pixels that rounding may put a point beyond the edge. */
  private static final double SLIGHT = 1e-3;

  Optional<Box> moved(Box box, PointMap map) {
    var outline = box.corners().moved(map);
    return seen(outline)
        .map(part -> rules.boxes() == BoxShape.UPRIGHT ? Box.about(part) : Box.leastAbout(outline));
  }

  /** Whether a part of an outline comes to lie beyond the picture. */
  boolean cuts(Polygon outline, PointMap map) {
    return !outline.moved(map).points().stream().allMatch(this::holds);
  }

  /** What is left of an outline by the rules. */
  Optional<Polygon> seen(Polygon outline) {
    if (rules.outside() == LabelRules.Outside.KEEP || outline.points().isEmpty()) {
      return Optional.of(outline).filter(given -> !given.points().isEmpty());
    }
    boolean whole = outline.points().stream().allMatch(this::holds);
    var inside = whole ? within(outline) : outline.clipped(picture);
    double seen = inside.area() * covers.seenOf(inside);
    boolean dropped =
        inside.points().isEmpty()
            || seen < rules.leastArea()
            || seen + ROUNDING < rules.leastVisible() * outline.area()
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
        && point.x() <= picture.width() + SLIGHT
        && point.y() <= picture.height() + SLIGHT;
  }

  private Polygon within(Polygon outline) {
    return new Polygon(outline.points().stream().map(this::within).toList());
  }

  private Point within(Point point) {
    return new Point(
        Math.max(0, Math.min(picture.width(), point.x())),
        Math.max(0, Math.min(picture.height(), point.y())));
  }
}
