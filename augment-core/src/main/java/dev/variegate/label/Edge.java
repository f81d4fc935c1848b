package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.Optional;

/** What is left of shapes where a picture ends and where it is hidden. */
record Edge(Size picture, Covers covers, LabelRules rules) {

  /** Square pixels that rounding may lose of a shape that is wholly inside. */
  private static final double ROUNDING = 1e-6;

  Optional<Box> moved(Box box, PointMap map) {
    var outline = box.corners().moved(map);
    return seen(outline)
        .map(part -> rules.boxes() == BoxShape.UPRIGHT ? Box.about(part) : Box.leastAbout(outline));
  }

  /** What is left of an outline by the rules. */
  Optional<Polygon> seen(Polygon outline) {
    if (rules.outside() == LabelRules.Outside.KEEP) {
      return Optional.of(outline);
    }
    var inside = outline.clipped(picture);
    double area = outline.area();
    double left = inside.area();
    double seen = left * covers.seenOf(inside);
    boolean dropped =
        inside.points().isEmpty()
            || seen < rules.leastArea()
            || seen + ROUNDING < rules.leastVisible() * area
            || (rules.outside() == LabelRules.Outside.DROP && left + ROUNDING < area);
    return dropped ? Optional.empty() : Optional.of(left + ROUNDING < area ? inside : outline);
  }

  Optional<Point> seen(Point point) {
    boolean inside =
        point.x() >= 0
            && point.y() >= 0
            && point.x() <= picture.width()
            && point.y() <= picture.height()
            && !covers.hide(point);
    return inside || rules.outside() == LabelRules.Outside.KEEP
        ? Optional.of(point)
        : Optional.empty();
  }
}
