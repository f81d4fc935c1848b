package dev.variegate.io.annotation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageSource;
import dev.variegate.io.SplitName;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a {@code data.yaml} says. All of it is read as text, because the names of classes are names
 * even where YAML has another use for the word ({@code no}, {@code 007}, {@code null}).
 *
 * @param file for messages
 */
record YoloData(String file, ObjectNode tree, List<String> names) implements Serializable {

  static final String KEYPOINTS = "kpt_shape";
  static final String KEYPOINT_NAMES = "kpt_names";
  static final String MIRRORED = "flip_idx";

  /** Number of numbers of a keypoint: 2, or 3 with its visibility. */
  static final String DIMENSIONS = "kpt_dims";

  static final String TASK = "task";
  static final String ORIENTED = "obb";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static YoloData read(FileSystemPath file) {
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" is absent but must hold names: of the classes; write it"
              .formatted(file));
    }
    var tree = FileSystemPath.ask(() -> tree(file));
    return new YoloData(file.toString(), tree, names(file, tree.path("names")));
  }

  private static ObjectNode tree(FileSystemPath file) throws IOException {
    try (var stream = file.open();
        var parser = new YAMLFactory().createParser(stream.readAllBytes())) {
      parser.nextToken();
      return texts(parser) instanceof ObjectNode tree ? tree : NODES.objectNode();
    } catch (JsonProcessingException | CharConversionException e) {
      var at = e instanceof JsonProcessingException json ? json.getLocation() : null;
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" cannot be read as YAML at line %d, column %d but must hold names: of the classes; correct it"
              .formatted(file, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()),
          e);
    }
  }

  private static JsonNode texts(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      var list = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(texts(parser));
      }
      return list;
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      var map = NODES.objectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        parser.nextToken();
        map.set(name, texts(parser));
      }
      return map;
    }
    return parser.currentToken() == null ? NODES.missingNode() : NODES.textNode(parser.getText());
  }

  /** A list, or a map by the numbers 0, 1 ... */
  private static List<String> names(FileSystemPath file, JsonNode names) {
    var read = list(names);
    if (read.isEmpty() || read.size() != names.size()) {
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" has the names %s but must have a list, or names by the numbers 0, 1 ...; correct them"
              .formatted(file, names));
    }
    return read;
  }

  private static List<String> list(JsonNode names) {
    var read = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      var name = names.isArray() ? names.get(i) : names.path(Integer.toString(i));
      if (!name.isValueNode()) {
        break;
      }
      read.add(name.asText());
    }
    return read;
  }

  /** The text behind a key, "" where there is none. */
  String text(String key) {
    return tree.path(key).asText();
  }

  boolean isOriented() {
    return text(TASK).equals(ORIENTED);
  }

  /** The keypoints of each instance and the numbers of each; 0 and 0 where there are none. */
  int[] keypoints() {
    var shape = tree.path(KEYPOINTS);
    if (shape.isMissingNode()) {
      return new int[2];
    }
    if (shape.size() != 2
        || !shape.get(0).asText().matches("[1-9]\\d{0,3}")
        || !shape.get(1).asText().matches("[23]")) {
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" has the %s %s but must be [number of keypoints, 2 or 3]; correct it"
              .formatted(file, KEYPOINTS, shape));
    }
    return new int[] {shape.get(0).asInt(), shape.get(1).asInt()};
  }

  /** What the keypoints of each class are called: their numbers where they have no names. */
  List<List<String>> keypointNames() {
    int number = keypoints()[0];
    var names = new ArrayList<List<String>>();
    for (int i = 0; i < this.names.size(); i++) {
      var listed = list(tree.path(KEYPOINT_NAMES).path(Integer.toString(i)));
      names.add(
          listed.size() == number
              ? listed
              : IntStream.range(0, number).mapToObj(Integer::toString).toList());
    }
    return names;
  }

  /** The classes with their keypoints, in the order of their numbers. */
  Categories categories() {
    var shape = keypoints();
    var points = keypointNames();
    var categories = new LinkedHashMap<String, ObjectNode>();
    for (int i = 0; i < names.size(); i++) {
      var category = NODES.objectNode().put("name", names.get(i));
      if (shape[0] > 0) {
        points.get(i).forEach(category.putArray("keypoints")::add);
        category.put(DIMENSIONS, shape[1]);
        if (tree.has(MIRRORED)) {
          category.set(MIRRORED, tree.get(MIRRORED));
        }
      }
      categories.putIfAbsent(names.get(i), category);
    }
    return new Categories(categories);
  }

  /** Each split with the folders and lists of its images, as they are written. */
  Map<String, Set<String>> paths() {
    var paths = new LinkedHashMap<String, Set<String>>();
    for (var split : List.of(ImageSource.TRAIN, "val", "test")) {
      for (var field : tree.properties()) {
        var value = field.getValue();
        boolean isSet = value.isArray() || (value.isTextual() && !value.asText().equals("null"));
        if (isSet && split.equals(SplitName.of(field.getKey()))) {
          var named = paths.computeIfAbsent(split, key -> new TreeSet<>());
          named.addAll(value.isArray() ? list(value) : List.of(value.asText()));
          named.removeIf(String::isBlank); // "test:" alone is no place
        }
      }
    }
    return paths;
  }
}
