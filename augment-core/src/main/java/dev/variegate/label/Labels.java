package dev.variegate.label;

import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shapes in one picture. Masks are pictures and go another way. */
public record Labels(
    List<Labelled<Box>> boxes, List<Labelled<Polygon>> polygons, List<Labelled<Point>> points)
    implements Serializable {

  /** A picture without shapes. */
  public static final Labels NONE = new Labels(List.of(), List.of(), List.of());

  /** Square pixels that rounding may lose of a shape that is wholly inside. */
  private static final double ROUNDING = 1e-6;

  public Labels {
    boxes = List.copyOf(boxes);
    polygons = List.copyOf(polygons);
    points = List.copyOf(points);
  }

  /**
   * The shapes after their picture was changed, in order, without those that the rules drop.
   *
   * @param after the size of the changed picture
   */
  public Labels moved(PointMap map, Size after, LabelRules rules) {
    return new Labels(
        each(boxes, map, rules, box -> moved(box, map, after, rules)),
        each(polygons, map, rules, polygon -> seen(polygon.moved(map), after, rules)),
        each(points, map, rules, point -> seen(map.map(point), after, rules)));
  }

  private static <S extends Serializable> List<Labelled<S>> each(
      List<Labelled<S>> shapes, PointMap map, LabelRules rules, Function<S, Optional<S>> change) {
    return shapes.stream()
        .flatMap(
            given ->
                change.apply(given.shape()).stream()
                    .map(
                        shape ->
                            new Labelled<>(shape, rules.label(given.label(), map), given.object())))
        .toList();
  }

  private static Optional<Box> moved(Box box, PointMap map, Size after, LabelRules rules) {
    var outline = box.corners().moved(map);
    return seen(outline, after, rules)
        .map(part -> rules.boxes() == BoxShape.UPRIGHT ? Box.about(part) : Box.leastAbout(outline));
  }

  /** What is left of an outline by the rules. */
  private static Optional<Polygon> seen(Polygon outline, Size after, LabelRules rules) {
    if (rules.outside() == LabelRules.Outside.KEEP) {
      return Optional.of(outline);
    }
    var inside = outline.clipped(after);
    double area = outline.area();
    double left = inside.area();
    boolean dropped =
        inside.points().isEmpty()
            || left < rules.leastArea()
            || left + ROUNDING < rules.leastVisible() * area
            || (rules.outside() == LabelRules.Outside.DROP && left + ROUNDING < area);
    return dropped ? Optional.empty() : Optional.of(left + ROUNDING < area ? inside : outline);
  }

  private static Optional<Point> seen(Point point, Size after, LabelRules rules) {
    boolean inside =
        point.x() >= 0
            && point.y() >= 0
            && point.x() <= after.width()
            && point.y() <= after.height();
    return inside || rules.outside() == LabelRules.Outside.KEEP
        ? Optional.of(point)
        : Optional.empty();
  }
}
