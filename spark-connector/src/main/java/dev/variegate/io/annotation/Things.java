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

/** What formats of annotations ask of one thing in a picture. */
final class Things {

  private Things() {}

  /** What the thing is called: as its first box or outline. */
  static String label(Labels thing) {
    return Stream.concat(thing.boxes().stream(), thing.polygons().stream())
        .map(LabeledShape::label)
        .findFirst()
        .orElseThrow();
  }

  /** Left, top, right and bottom of its box, or where it has none of its outlines. */
  static double[] bounds(Labels thing) {
    return new Labels(
            thing.boxes(), thing.boxes().isEmpty() ? thing.polygons() : List.of(), List.of())
        .bounds()
        .orElseThrow();
  }

  /** The same as an upright box. */
  static Box box(Labels thing) {
    var bounds = bounds(thing);
    return Box.ofEdges(bounds[0], bounds[1], bounds[2], bounds[3]);
  }

  /** What is known of the thing besides: of its box and its outlines together. */
  static Map<String, String> attributes(Labels thing) {
    var all = new TreeMap<String, String>();
    Stream.concat(thing.boxes().stream(), thing.polygons().stream())
        .forEach(shape -> shape.attributes().forEach(all::putIfAbsent));
    return all;
  }

  /** Whether it stands for many objects at once. */
  static boolean isCrowd(Labels thing) {
    return "1".equals(attributes(thing).get(Attributes.CROWD));
  }

  /**
   * A point of a thing.
   *
   * @param visibility 1 for a point that is labeled but hidden, 2 for one that is seen
   */
  static LabeledShape<Point> point(double x, double y, int visibility, String name, int object) {
    var attributes =
        visibility == 1 ? Map.of(Attributes.VISIBILITY, "1") : Map.<String, String>of();
    return new LabeledShape<>(new Point(x, y), name, object, attributes);
  }
}
