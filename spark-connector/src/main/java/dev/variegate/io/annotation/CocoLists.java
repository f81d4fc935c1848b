package dev.variegate.io.annotation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.label.Attributes;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes COCO's file of one split, whose metadata is read three times. */
final class CocoLists implements Closeable {

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonGenerator out;
  private final Ids images = new Ids();
  private final Ids annotations = new Ids();
  private Ids again;
  private Map<String, ObjectNode> categories;

  CocoLists(JsonGenerator out) {
    this.out = out;
  }

  /** Makes the ids of a line known. */
  void reserve(ObjectNode line) {
    if (isOriginal(line)) {
      images.reserve(text(line, AnnotatedFile.IMAGE_ID));
      line.path("instances")
          .forEach(instance -> annotations.reserve(text((ObjectNode) instance, Attributes.ID)));
    }
  }

  /**
   * Begins the images, when all ids are known.
   *
   * @param categories by their names, with their ids
   */
  void begin(Map<String, ObjectNode> categories) throws IOException {
    this.categories = categories;
    again = images.copy();
    out.writeStartObject();
    out.writeArrayFieldStart(CocoJson.IMAGES);
  }

  void image(ObjectNode line) throws IOException {
    var image = JSON.createObjectNode();
    image.set("id", images.next(given(line, line, AnnotatedFile.IMAGE_ID)));
    image.put("file_name", AnnotationLists.name(line));
    image.set("width", line.get("width"));
    image.set("height", line.get("height"));
    JSON.writeTree(out, image);
  }

  /** Ends the images and begins the annotations. */
  void endImages() throws IOException {
    out.writeEndArray();
    out.writeArrayFieldStart(CocoJson.ANNOTATIONS);
  }

  void annotations(ObjectNode line) throws IOException {
    var image = again.next(given(line, line, AnnotatedFile.IMAGE_ID));
    for (var instance : line.path("instances")) {
      var category = categories.get(instance.path(CocoInstance.CATEGORY).asText());
      List<String> points = new ArrayList<>();
      category.path("keypoints").forEach(point -> points.add(point.asText()));
      var tree = CocoInstance.numbered((ObjectNode) instance, image, category.get("id"), points);
      tree.set("id", annotations.next(given(line, (ObjectNode) instance, Attributes.ID)));
      JSON.writeTree(out, tree);
    }
  }

  /** Ends the annotations, and writes the categories. */
  void end() throws IOException {
    out.writeEndArray();
    out.writeArrayFieldStart(CocoJson.CATEGORIES);
    for (var category : categories.values()) {
      JSON.writeTree(out, category);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static boolean isOriginal(ObjectNode line) {
    return line.path("copy").asInt() == 0;
  }

  private static String text(ObjectNode tree, String name) {
    return Ids.text(tree.get(name));
  }

  private static String given(ObjectNode line, ObjectNode tree, String name) {
    return isOriginal(line) ? text(tree, name) : null;
  }
}
