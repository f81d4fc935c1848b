package dev.variegate.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.label.Box;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** One annotation in COCO's form: {@code bbox}, {@code segmentation} and {@code keypoints}. */
final class CocoThing {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int VISIBLE = 2;

  static final String CATEGORY = "category";
  static final String POINTS = "points";

  private CocoThing() {}

  /**
   * The shapes of one thing.
   *
   * @param row of the fields image_id, category_id, bbox, segmentation (JSON text), keypoints
   * @param key what messages call the picture
   */
  static Labels read(Row row, Map<Long, CocoCategory> categories, String key) {
    var category = categories.get(row.getLong(1));
    if (category == null) {
      throw new IllegalArgumentException(
          "COCO annotation of \"%s\" has the category %d, must be one that the file lists; add it there"
              .formatted(key, row.getLong(1)));
    }
    return new Labels(
        box(row, category, key), polygons(row, category, key), points(row, category, key));
  }

  private static List<Labelled<Box>> box(Row row, CocoCategory category, String key) {
    if (row.isNullAt(2)) {
      return List.of();
    }
    List<Double> numbers = row.getList(2);
    if (numbers.size() != 4) {
      throw new IllegalArgumentException(
          "COCO annotation of \"%s\" has a bbox of %d numbers, must have left, top, width and height; correct it"
              .formatted(key, numbers.size()));
    }
    double left = numbers.get(0);
    double top = numbers.get(1);
    return List.of(
        new Labelled<>(
            Box.ofEdges(left, top, left + numbers.get(2), top + numbers.get(3)),
            category.name(),
            0));
  }

  /** Lists of corners; runs of pixels are no outlines. */
  private static List<Labelled<Polygon>> polygons(Row row, CocoCategory category, String key) {
    var polygons = new ArrayList<Labelled<Polygon>>();
    var tree = row.isNullAt(3) ? JsonNodeFactory.instance.arrayNode() : json(row.getString(3), key);
    if (!tree.isArray()) {
      return polygons;
    }
    for (var numbers : tree) {
      if (!numbers.isArray() || numbers.size() < 6 || numbers.size() % 2 != 0) {
        throw new IllegalArgumentException(
            "COCO annotation of \"%s\" has the outline %s, must have x and y of 3 corners or more; correct it"
                .formatted(key, numbers));
      }
      var points = new ArrayList<Point>();
      for (int i = 0; i < numbers.size(); i += 2) {
        points.add(new Point(numbers.get(i).asDouble(), numbers.get(i + 1).asDouble()));
      }
      polygons.add(new Labelled<>(new Polygon(points), category.name(), 0));
    }
    return polygons;
  }

  private static JsonNode json(String text, String key) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "COCO annotation of \"%s\" has the segmentation %s, must be JSON; correct it"
              .formatted(key, text),
          e);
    }
  }

  private static List<Labelled<Point>> points(Row row, CocoCategory category, String key) {
    var points = new ArrayList<Labelled<Point>>();
    if (row.isNullAt(4)) {
      return points;
    }
    List<Double> numbers = row.getList(4);
    if (numbers.size() != 3 * category.keypoints().size()) {
      throw new IllegalArgumentException(
          "COCO annotation of \"%s\" has %d numbers of keypoints, must have 3 for each of the %d of its category; correct it"
              .formatted(key, numbers.size(), category.keypoints().size()));
    }
    for (int i = 0; i < category.keypoints().size(); i++) {
      if (numbers.get(3 * i + 2) > 0) {
        var point = new Point(numbers.get(3 * i), numbers.get(3 * i + 1));
        points.add(new Labelled<>(point, category.keypoints().get(i), 0));
      }
    }
    return points;
  }

  /** The thing with the name of its category, and its points by their names. */
  static ObjectNode write(Labels thing) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put(CATEGORY, Things.label(thing));
    var bounds = Things.bounds(thing);
    double width = bounds[2] - bounds[0];
    double height = bounds[3] - bounds[1];
    tree.putArray("bbox").add(bounds[0]).add(bounds[1]).add(width).add(height);
    double outlined = thing.polygons().stream().mapToDouble(p -> p.shape().area()).sum();
    tree.put("area", thing.polygons().isEmpty() ? width * height : outlined);
    tree.put("iscrowd", 0);
    var segmentation = tree.putArray("segmentation");
    for (var polygon : thing.polygons()) {
      var numbers = segmentation.addArray();
      polygon.shape().points().forEach(point -> numbers.add(point.x()).add(point.y()));
    }
    var points = tree.putObject(POINTS);
    thing
        .points()
        .forEach(
            point -> points.putArray(point.label()).add(point.shape().x()).add(point.shape().y()));
    return tree;
  }

  /** What {@link #write} made, as COCO has it; without its own number. */
  static ObjectNode numbered(ObjectNode written, long picture, long number, List<String> names) {
    var tree = written.deepCopy();
    tree.remove(CATEGORY);
    var points = tree.remove(POINTS);
    tree.put("image_id", picture).put("category_id", number);
    if (!names.isEmpty()) {
      var numbers = tree.putArray("keypoints");
      for (var name : names) {
        var point = points.path(name);
        numbers
            .add(point.path(0).asDouble())
            .add(point.path(1).asDouble())
            .add(point.isMissingNode() ? 0 : VISIBLE);
      }
      tree.put("num_keypoints", points.size());
    }
    return tree;
  }
}
