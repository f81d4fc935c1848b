package dev.variegate.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.label.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes COCO's file of one split.
 *
 * @param categories by their names, with their ids
 * @param lines of the split's metadata, which are read several times
 */
record CocoLists(JsonGenerator out, Map<String, ObjectNode> categories, Lines lines) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads all lines of a split in their order. */
  interface Lines {
    void each(AnnotationLists.Reader reader) throws IOException;
  }

  void write() throws IOException {
    var images = new Ids();
    var annotations = new Ids();
    lines.each(
        line -> {
          if (isOriginal(line)) {
            images.reserve(text(line, AnnotatedFile.IMAGE_ID));
            line.path("things")
                .forEach(thing -> annotations.reserve(text((ObjectNode) thing, Attributes.ID)));
          }
        });
    var again = images.copy();
    out.writeStartObject();
    out.writeArrayFieldStart(CocoJson.IMAGES);
    lines.each(line -> JSON.writeTree(out, image(line, images)));
    out.writeEndArray();
    out.writeArrayFieldStart(CocoJson.ANNOTATIONS);
    lines.each(line -> annotations(line, again, annotations));
    out.writeEndArray();
    out.writeArrayFieldStart(CocoJson.CATEGORIES);
    for (var category : categories.values()) {
      JSON.writeTree(out, category);
    }
    out.writeEndArray();
    out.writeEndObject();
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

  private static ObjectNode image(ObjectNode line, Ids ids) {
    var image = JSON.createObjectNode();
    image.set("id", ids.next(given(line, line, AnnotatedFile.IMAGE_ID)));
    image.put("file_name", AnnotationLists.name(line));
    image.set("width", line.get("width"));
    image.set("height", line.get("height"));
    return image;
  }

  private void annotations(ObjectNode line, Ids images, Ids ids) throws IOException {
    var image = images.next(given(line, line, AnnotatedFile.IMAGE_ID));
    for (var thing : line.path("things")) {
      var category = categories.get(thing.path(CocoThing.CATEGORY).asText());
      List<String> points = new ArrayList<>();
      category.path("keypoints").forEach(point -> points.add(point.asText()));
      var tree = CocoThing.numbered((ObjectNode) thing, image, category.get("id"), points);
      tree.set("id", ids.next(given(line, (ObjectNode) thing, Attributes.ID)));
      JSON.writeTree(out, tree);
    }
  }
}
