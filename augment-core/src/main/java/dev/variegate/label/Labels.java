package dev.variegate.label;

import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /** Left, top, right and bottom of all shapes together, in pixels; none where there are none. */
  public Optional<double[]> bounds() {
    return Stream.of(
            boxes.stream().map(box -> box.shape().corners().bounds()),
            polygons.stream().map(polygon -> polygon.shape().bounds()),
            points.stream().map(Labelled::shape).map(Labels::bounds))
        .flatMap(each -> each)
        .reduce(
            (one, other) ->
                new double[] {
                  Math.min(one[0], other[0]),
                  Math.min(one[1], other[1]),
                  Math.max(one[2], other[2]),
                  Math.max(one[3], other[3])
                });
  }

  private static double[] bounds(Point point) {
    return new double[] {point.x(), point.y(), point.x(), point.y()};
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
