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
    return moved(map, after, Covers.NONE, rules);
  }

  /**
   * As {@link #moved(PointMap, Size, LabelRules)}, of a picture of which parts were hidden: points
   * there are dropped, and shapes of which too little is seen. Nothing is cut off by a cover.
   */
  public Labels moved(PointMap map, Size after, Covers covers, LabelRules rules) {
    var edge = new Edge(after, covers, rules);
    return new Labels(
        each(boxes, map, rules, box -> edge.moved(box, map)),
        each(polygons, map, rules, polygon -> edge.seen(polygon.moved(map))),
        each(points, map, rules, point -> edge.seen(map.map(point))));
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
}
