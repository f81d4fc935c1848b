package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Size;
import dev.variegate.label.Attributes;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.label.RunLengthMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * COCO's {@code segmentation}: lists of corners, or a run-length encoded mask, which becomes
 * polygons that say so in their attributes and is made of them again.
 *
 * @param field the segmentation
 * @param image the size of the image where that is known
 */
record CocoSegmentation(Field field, Optional<Size> image) {

  private static final String NAME = "segmentation";
  private static final String CORNERS = "lists of x and y of 3 corners or more";

  CocoSegmentation(String called, JsonNode tree, Optional<Size> image) {
    this(Field.of(called, tree, NAME), image);
  }

  List<LabeledShape<Polygon>> polygons(String label, Map<String, String> attributes) {
    if (field.isNone()) {
      return List.of();
    }
    if (!field.value().isObject()) {
      return corners().stream().map(o -> new LabeledShape<>(o, label, 0, attributes)).toList();
    }
    var marked = new TreeMap<>(attributes);
    marked.put(Attributes.SEGMENTATION, Attributes.RLE);
    return mask().polygons().stream().map(o -> new LabeledShape<>(o, label, 0, marked)).toList();
  }

  /** A polygon of two corners or none is not a polygon and is skipped. */
  private List<Polygon> corners() {
    var polygons = new ArrayList<Polygon>();
    for (var corners : field.value()) {
      if (!corners.isArray() || corners.size() % 2 != 0) {
        throw field.wrong(CORNERS);
      }
      var numbers = field.numbers(corners, CORNERS);
      var points = new ArrayList<Point>();
      for (int i = 0; i < numbers.length; i += 2) {
        points.add(new Point(numbers[i], numbers[i + 1]));
      }
      if (points.size() > 2) {
        polygons.add(new Polygon(points));
      }
    }
    return polygons;
  }

  private RunLengthMask mask() {
    var must = "counts and size of a run-length encoded mask";
    var size = field.value().path("size");
    var counts = field.value().path("counts");
    if (size.size() != 2 || !(counts.isTextual() || counts.isArray())) {
      throw field.wrong(must);
    }
    long height = field.whole(size.get(0), must);
    long width = field.whole(size.get(1), must);
    RunLengthMask mask;
    try {
      mask =
          counts.isTextual()
              ? RunLengthMask.ofText(height, width, counts.asText())
              : RunLengthMask.of(height, width, runs(counts, must));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s cannot be used: its %s; correct it".formatted(field.owner(), e.getMessage()), e);
    }
    if (image.isPresent() && !image.get().equals(mask.size())) {
      throw field.wrong(
          "a size of [%d, %d] as its image".formatted(image.get().height(), image.get().width()));
    }
    return mask;
  }

  private long[] runs(JsonNode counts, String must) {
    var runs = new long[counts.size()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = field.whole(counts.get(i), must);
    }
    return runs;
  }

  /** Adds the segmentation of an instance, and returns its area where it has one. */
  static OptionalDouble write(
      List<LabeledShape<Polygon>> polygons, Size image, ObjectNode instance) {
    var shapes = polygons.stream().map(LabeledShape::shape).toList();
    if (polygons.stream().anyMatch(CocoSegmentation::isMask)) {
      var mask = RunLengthMask.of(shapes, image);
      var tree = instance.putObject(NAME);
      var counts = tree.putArray("counts");
      for (int count : mask.counts()) {
        counts.add(count);
      }
      tree.putArray("size").add(image.height()).add(image.width());
      return OptionalDouble.of((double) mask.pixels());
    }
    var lists = instance.putArray(NAME);
    for (var polygon : shapes) {
      var numbers = lists.addArray();
      polygon.points().forEach(point -> numbers.add(point.x()).add(point.y()));
    }
    return shapes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(shapes.stream().mapToDouble(Polygon::area).sum());
  }

  private static boolean isMask(LabeledShape<Polygon> polygon) {
    return Attributes.RLE.equals(polygon.attributes().get(Attributes.SEGMENTATION));
  }
}
