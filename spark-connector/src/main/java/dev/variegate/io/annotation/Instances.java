package dev.variegate.io.annotation;

import dev.variegate.label.Attributes;
import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What formats of annotations ask of one instance in an image. */
final class Instances {

  private Instances() {}

  /** What the instance is called: as its first box or polygon. */
  static String label(Labels instance) {
    return Stream.concat(instance.boxes().stream(), instance.polygons().stream())
        .map(LabeledShape::label)
        .findFirst()
        .orElseThrow();
  }

  /** Left, top, right and bottom of its box, or where it has none of its polygons. */
  static double[] bounds(Labels instance) {
    return new Labels(
            instance.boxes(),
            instance.boxes().isEmpty() ? instance.polygons() : List.of(),
            List.of())
        .bounds()
        .orElseThrow();
  }

  /** The same as an axis-aligned box. */
  static Box box(Labels instance) {
    var bounds = bounds(instance);
    return Box.ofEdges(bounds[0], bounds[1], bounds[2], bounds[3]);
  }

  /** What is known of the instance besides: of its box and its polygons together. */
  static Map<String, String> attributes(Labels instance) {
    var all = new TreeMap<String, String>();
    Stream.concat(instance.boxes().stream(), instance.polygons().stream())
        .forEach(shape -> shape.attributes().forEach(all::putIfAbsent));
    return all;
  }

  /** Whether it stands for many objects at once. */
  static boolean isCrowd(Labels instance) {
    return "1".equals(attributes(instance).get(Attributes.CROWD));
  }

  /**
   * A point of an instance.
   *
   * @param visibility 1 for a point that is labeled but hidden, 2 for one that is seen
   */
  static LabeledShape<Point> point(double x, double y, int visibility, String name, int object) {
    var attributes =
        visibility == 1 ? Map.of(Attributes.VISIBILITY, "1") : Map.<String, String>of();
    return new LabeledShape<>(new Point(x, y), name, object, attributes);
  }
}
