package dev.variegate.label;

import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shapes in one image. Masks are images and go another way. */
public record Labels(
    List<LabeledShape<Box>> boxes,
    List<LabeledShape<Polygon>> polygons,
    List<LabeledShape<Point>> points)
    implements Serializable {

  /** An image without shapes. */
  public static final Labels NONE = new Labels(List.of(), List.of(), List.of());

  public Labels {
    boxes = List.copyOf(boxes);
    polygons = List.copyOf(polygons);
    points = List.copyOf(points);
  }

  /**
   * The shapes after their image was changed, in order, without those that the rules drop.
   *
   * @param after the size of the changed image
   */
  public Labels moved(PointMap map, Size after, LabelRules rules) {
    return moved(map, after, Occlusions.NONE, rules);
  }

  /**
   * As {@link #moved(PointMap, Size, LabelRules)}, of an image of which parts were hidden: points
   * there are dropped, and shapes of which too little is seen. Nothing is cut off by a cover.
   */
  public Labels moved(PointMap map, Size after, Occlusions covers, LabelRules rules) {
    var edge = new ShapeClipping(after, covers, rules);
    return new Labels(
        each(boxes, map, rules, box -> edge.moved(box, map), box -> edge.cuts(box.corners(), map)),
        each(
            polygons,
            map,
            rules,
            polygon -> edge.seen(polygon.moved(map)),
            polygon -> edge.cuts(polygon, map)),
        each(points, map, rules, point -> edge.seen(map.map(point)), point -> false));
  }

  /** Left, top, right and bottom of all shapes together, in pixels; none where there are none. */
  public Optional<double[]> bounds() {
    return Stream.of(
            boxes.stream().map(box -> box.shape().corners().bounds()),
            polygons.stream().map(polygon -> polygon.shape().bounds()),
            points.stream().map(LabeledShape::shape).map(Labels::bounds))
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

  /**
   * The instances in the image, each with its own shapes, in the order of their boxes and then of
   * their polygons. Shapes of one object number are one instance; a box or polygon that stands
   * alone is one by itself, and a point that does is none.
   */
  public List<Labels> instances() {
    var boxesOf = byObject(boxes);
    var polygonsOf = byObject(polygons);
    var pointsOf = byObject(points);
    var objects = new LinkedHashSet<>(boxesOf.keySet());
    objects.addAll(polygonsOf.keySet());
    objects.remove(LabeledShape.ALONE);
    var instances = new ArrayList<Labels>();
    for (int object : objects) {
      instances.add(new Labels(of(boxesOf, object), of(polygonsOf, object), of(pointsOf, object)));
    }
    of(boxesOf, LabeledShape.ALONE)
        .forEach(box -> instances.add(new Labels(List.of(box), List.of(), List.of())));
    of(polygonsOf, LabeledShape.ALONE)
        .forEach(polygon -> instances.add(new Labels(List.of(), List.of(polygon), List.of())));
    return instances;
  }

  /**
   * Where the instances are: the polygons of each, or its box where it has none; polygons and boxes
   * that stand alone too.
   */
  public List<Polygon> regions() {
    return instances().stream().flatMap(instance -> instance.regionsOfOne().stream()).toList();
  }

  private List<Polygon> regionsOfOne() {
    return polygons.isEmpty()
        ? boxes.stream().map(box -> box.shape().corners()).toList()
        : polygons.stream().map(LabeledShape::shape).toList();
  }

  /** The shapes of several images in one; object numbers of later ones are raised. */
  public static Labels together(List<Labels> parts) {
    var boxes = new ArrayList<LabeledShape<Box>>();
    var polygons = new ArrayList<LabeledShape<Polygon>>();
    var points = new ArrayList<LabeledShape<Point>>();
    int raise = 0;
    for (var part : parts) {
      boxes.addAll(raised(part.boxes, raise));
      polygons.addAll(raised(part.polygons, raise));
      points.addAll(raised(part.points, raise));
      raise += // instances of this part
          Stream.of(part.boxes, part.polygons, part.points)
              .flatMap(List::stream)
              .mapToInt(shape -> shape.object() + 1)
              .max()
              .orElse(0);
    }
    return new Labels(boxes, polygons, points);
  }

  /** The shapes of each object, the objects in the order of their first shapes. */
  private static <S extends Serializable> Map<Integer, List<LabeledShape<S>>> byObject(
      List<LabeledShape<S>> shapes) {
    return shapes.stream()
        .collect(
            Collectors.groupingBy(LabeledShape::object, LinkedHashMap::new, Collectors.toList()));
  }

  private static <S extends Serializable> List<LabeledShape<S>> of(
      Map<Integer, List<LabeledShape<S>>> shapes, int object) {
    return shapes.getOrDefault(object, List.of());
  }

  private static <S extends Serializable> List<LabeledShape<S>> raised(
      List<LabeledShape<S>> shapes, int by) {
    return shapes.stream()
        .map(
            shape ->
                shape.object() == LabeledShape.ALONE
                    ? shape
                    : new LabeledShape<>(
                        shape.shape(), shape.label(), shape.object() + by, shape.attributes()))
        .toList();
  }

  private static double[] bounds(Point point) {
    return new double[] {point.x(), point.y(), point.x(), point.y()};
  }

  private static <S extends Serializable> List<LabeledShape<S>> each(
      List<LabeledShape<S>> shapes,
      PointMap map,
      LabelRules rules,
      Function<S, Optional<S>> change,
      Predicate<S> cut) {
    return shapes.stream()
        .flatMap(
            given ->
                change.apply(given.shape()).stream()
                    .map(shape -> moved(given, shape, map, rules, cut)))
        .toList();
  }

  private static <S extends Serializable> LabeledShape<S> moved(
      LabeledShape<S> given, S shape, PointMap map, LabelRules rules, Predicate<S> cut) {
    boolean truncated =
        given.attributes().containsKey(Attributes.TRUNCATED) && cut.test(given.shape());
    return new LabeledShape<>(
        shape,
        rules.label(given.label(), map),
        given.object(),
        Attributes.moved(given.attributes(), map.isMirror(), truncated));
  }
}
