package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Size;
import dev.variegate.label.Attributes;
import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One annotation in COCO's form: {@code bbox}, {@code segmentation} and {@code keypoints}. */
final class CocoInstance {

  static final String CATEGORY = "category";
  static final String POINTS = "points";

  private static final String MORE = "attributes";
  private static final int SEEN = 2;

  private CocoInstance() {}

  /** What messages call an annotation; the id and the image may be null. */
  static String called(String id, String image, String file) {
    return "COCO annotation%s%s in \"%s\""
        .formatted(
            id == null ? "" : " " + Field.shown(id),
            image == null ? "" : " of \"" + image + "\"",
            file);
  }

  static String doubled(String called) {
    return called + " shares its id with another but must have one of its own; renumber them";
  }

  /**
   * The shapes of one instance, of object number 0.
   *
   * @param image the size of its image where that is known
   * @param called what messages call the annotation
   */
  static Labels read(JsonNode tree, CocoScan scan, Optional<Size> image, String called) {
    var category = Ids.text(tree.get("category_id"));
    var name = category == null ? null : scan.names().get(category);
    if (name == null) {
      throw Field.of(called, tree, "category_id").wrong("that of one of the file's categories");
    }
    var attributes = attributes(tree, called);
    var polygons = new CocoSegmentation(called, tree, image).polygons(name, attributes);
    var points = points(tree, scan.categories().keypoints(name), called);
    var box =
        box(tree, called)
            .or(() -> new Labels(List.of(), polygons, points).bounds().map(CocoInstance::box))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        called
                            + " has neither a bbox nor a segmentation nor labeled keypoints but must have one; remove it"));
    return new Labels(List.of(new LabeledShape<>(box, name, 0, attributes)), polygons, points);
  }

  private static Box box(double... edges) {
    return Box.ofEdges(edges[0], edges[1], edges[2], edges[3]);
  }

  private static Map<String, String> attributes(JsonNode tree, String called) {
    var attributes = new TreeMap<String, String>();
    for (var more : tree.path(MORE).properties()) {
      if (more.getValue().isValueNode() && !more.getValue().isNull()) {
        var value = more.getValue();
        attributes.put(
            more.getKey(), value.isBoolean() ? value.asBoolean() ? "1" : "0" : value.asText());
      }
    }
    var id = Ids.text(tree.get("id"));
    if (id != null) {
      attributes.put(Attributes.ID, id);
    }
    if (Field.of(called, tree, "iscrowd").flag()) {
      attributes.put(Attributes.CROWD, "1");
    }
    return attributes;
  }

  private static Optional<Box> box(JsonNode tree, String called) {
    var field = Field.of(called, tree, "bbox");
    if (field.isNone()) {
      return Optional.empty();
    }
    var must = "left, top, width and height, the last two at least 0";
    var n = field.numbers(field.value(), must);
    if (n.length != 4 || !(n[2] >= 0 && n[3] >= 0)) {
      throw field.wrong(must);
    }
    return Optional.of(Box.ofEdges(n[0], n[1], n[0] + n[2], n[1] + n[3]));
  }

  private static List<LabeledShape<Point>> points(
      JsonNode tree, List<String> names, String called) {
    var field = Field.of(called, tree, "keypoints");
    var points = new ArrayList<LabeledShape<Point>>();
    if (field.isNone()) {
      return points;
    }
    var must =
        "x, y and visibility (0, 1 or 2) of each of the %d keypoints of its category"
            .formatted(names.size());
    var n = field.numbers(field.value(), must);
    if (n.length != 3 * names.size()) {
      throw field.wrong(must);
    }
    for (int i = 0; i < names.size(); i++) {
      int visibility = (int) n[3 * i + 2];
      if (visibility != n[3 * i + 2] || visibility < 0 || visibility > 2) {
        throw field.wrong(must);
      }
      if (visibility > 0) {
        points.add(Instances.point(n[3 * i], n[3 * i + 1], visibility, names.get(i), 0));
      }
    }
    return points;
  }

  /** The instance with the name of its category, and its points by their names. */
  static ObjectNode write(Labels instance, Size image) {
    var tree = JsonNodeFactory.instance.objectNode();
    var attributes = Instances.attributes(instance);
    tree.put(CATEGORY, Instances.label(instance));
    var bounds = Instances.bounds(instance);
    double width = bounds[2] - bounds[0];
    double height = bounds[3] - bounds[1];
    tree.putArray("bbox").add(bounds[0]).add(bounds[1]).add(width).add(height);
    var area = tree.put("area", width * height);
    tree.put("iscrowd", Instances.isCrowd(instance) ? 1 : 0);
    CocoSegmentation.write(instance.polygons(), image, tree)
        .ifPresent(seen -> area.put("area", seen));
    var points = tree.putObject(POINTS);
    for (var point : instance.points()) {
      var numbers = points.putArray(point.label()).add(point.shape().x()).add(point.shape().y());
      if (point.attributes().containsKey(Attributes.VISIBILITY)) {
        numbers.add(Integer.parseInt(point.attributes().get(Attributes.VISIBILITY)));
      }
    }
    var id = attributes.remove(Attributes.ID);
    if (id != null) {
      tree.put(Attributes.ID, id);
    }
    attributes.keySet().removeAll(List.of(Attributes.CROWD, Attributes.SEGMENTATION));
    if (!attributes.isEmpty()) {
      var more = tree.putObject(MORE);
      attributes.forEach((name, value) -> more.set(name, Ids.node(value)));
    }
    return tree;
  }

  /** What {@link #write} made, as COCO has it; without its own number. */
  static ObjectNode numbered(
      ObjectNode written, JsonNode image, JsonNode category, List<String> names) {
    var tree = written.deepCopy();
    tree.remove(CATEGORY);
    tree.remove(Attributes.ID);
    var points = tree.remove(POINTS);
    tree.set("image_id", image);
    tree.set("category_id", category);
    if (!names.isEmpty()) {
      var numbers = tree.putArray("keypoints");
      for (var name : names) {
        var point = points.path(name);
        numbers
            .add(point.path(0).asDouble())
            .add(point.path(1).asDouble())
            .add(point.isMissingNode() ? 0 : point.path(2).asInt(SEEN));
      }
      tree.put("num_keypoints", points.size());
    }
    return tree;
  }
}
