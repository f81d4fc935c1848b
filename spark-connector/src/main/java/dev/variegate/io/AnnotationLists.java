package dev.variegate.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * The files that tell of all pictures of a folder at once, made of its metadata, which is read line
 * by line.
 */
record AnnotationLists(Location root, AnnotationForm form, List<String> classes) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What is done with each line. */
  private interface Reader {
    void read(ObjectNode line) throws IOException;
  }

  void write() throws IOException {
    var splits = new TreeSet<String>();
    each(line -> splits.add(line.path(ImageSource.SPLIT).asText()));
    switch (form) {
      case COCO -> coco(splits);
      case VOC -> voc(splits);
      case YOLO, YOLO_OUTLINES -> yolo(splits);
    }
  }

  private void each(Reader reader) throws IOException {
    var file = new Path(root.path(), MetadataParts.FILE);
    try (var lines = new BufferedReader(new InputStreamReader(root.fs().open(file), UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.read((ObjectNode) JSON.readTree(line));
      }
    }
  }

  private void each(String split, Reader reader) throws IOException {
    each(
        line -> {
          if (line.path(ImageSource.SPLIT).asText().equals(split)) {
            reader.read(line);
          }
        });
  }

  private void voc(NavigableSet<String> splits) throws IOException {
    for (var split : splits) {
      var list = new Path(root.path(), VocFolder.LISTS + "/" + FolderName.of(split) + ".txt");
      try (var out = root.fs().create(list, true)) {
        each(split, line -> out.write((stem(name(line)) + "\n").getBytes(UTF_8)));
      }
    }
  }

  private void yolo(NavigableSet<String> splits) throws IOException {
    var tree = JSON.createObjectNode();
    tree.put("path", ".");
    splits.forEach(split -> tree.put(split, YoloFolder.PICTURES + "/" + FolderName.of(split)));
    var names = tree.putObject("names");
    for (int i = 0; i < classes.size(); i++) {
      names.put(Integer.toString(i), classes.get(i));
    }
    try (var out = root.fs().create(new Path(root.path(), YoloFolder.CLASSES), true)) {
      out.write(new YAMLMapper().writeValueAsBytes(tree));
    }
  }

  private void coco(NavigableSet<String> splits) throws IOException {
    var categories = categories();
    for (var split : splits) {
      var file = new Path(root.path(), "annotations/instances_" + FolderName.of(split) + ".json");
      try (var out = JSON.createGenerator((OutputStream) root.fs().create(file, true))) {
        out.writeStartObject();
        out.writeArrayFieldStart("images");
        images(out, split);
        out.writeEndArray();
        out.writeArrayFieldStart("annotations");
        annotations(out, split, categories);
        out.writeEndArray();
        out.writeArrayFieldStart("categories");
        for (var category : categories.entrySet()) {
          JSON.writeTree(
              out,
              tree(category.getKey(), category.getValue(), number(categories, category.getKey())));
        }
        out.writeEndArray();
        out.writeEndObject();
      }
    }
  }

  private void images(JsonGenerator out, String split) throws IOException {
    var number = new Numbers();
    each(
        split,
        line -> {
          var image = JSON.createObjectNode();
          image.put("id", number.next()).put("file_name", name(line));
          image.set("width", line.get("width"));
          image.set("height", line.get("height"));
          JSON.writeTree(out, image);
        });
  }

  private void annotations(
      JsonGenerator out, String split, Map<String, NavigableSet<String>> categories)
      throws IOException {
    var picture = new Numbers();
    var number = new Numbers();
    each(
        split,
        line -> {
          long id = picture.next();
          for (var thing : line.path("things")) {
            var label = thing.path(CocoThing.CATEGORY).asText();
            var points = new ArrayList<>(categories.get(label));
            var tree =
                CocoThing.numbered((ObjectNode) thing, id, number(categories, label), points);
            JSON.writeTree(out, tree.put("id", number.next()));
          }
        });
  }

  /** The names of all categories with those of their points: those that were given come first. */
  private Map<String, NavigableSet<String>> categories() throws IOException {
    var found = new TreeMap<String, NavigableSet<String>>();
    each(
        line -> {
          for (var thing : line.path("things")) {
            var points =
                found.computeIfAbsent(
                    thing.path(CocoThing.CATEGORY).asText(), label -> new TreeSet<>());
            thing.path(CocoThing.POINTS).fieldNames().forEachRemaining(points::add);
          }
        });
    var categories = new LinkedHashMap<String, NavigableSet<String>>();
    classes.forEach(name -> categories.put(name, found.getOrDefault(name, new TreeSet<>())));
    found.forEach(categories::putIfAbsent);
    return categories;
  }

  private static JsonNode tree(String name, NavigableSet<String> points, long number) {
    var tree = JSON.createObjectNode().put("id", number).put("name", name);
    if (!points.isEmpty()) {
      var names = tree.putArray("keypoints");
      points.forEach(names::add);
    }
    return tree;
  }

  /** The number of a category, from 1. */
  private static long number(Map<String, ?> categories, String name) {
    return List.copyOf(categories.keySet()).indexOf(name) + 1L;
  }

  private static String name(ObjectNode line) {
    var path = line.path("file_name").asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Counts from 1. */
  private static final class Numbers {
    private long last;

    long next() {
      last++;
      return last;
    }
  }
}
