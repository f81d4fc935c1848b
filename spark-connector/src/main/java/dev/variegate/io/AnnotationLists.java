package dev.variegate.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
record AnnotationLists(
    Location root, AnnotationForm form, List<String> classes, Categories known, PoseNames points) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What is done with each line. */
  interface Reader {
    void read(ObjectNode line) throws IOException;
  }

  void write() throws IOException {
    var splits = new TreeSet<String>();
    each(line -> splits.add(line.path(ImageSource.SPLIT).asText()));
    switch (form) {
      case COCO -> coco(splits);
      case VOC -> voc(splits);
      default -> yolo(splits);
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
    if (form == AnnotationForm.YOLO_OBB) {
      tree.put(YoloData.TASK, YoloData.ORIENTED);
    } else if (form == AnnotationForm.YOLO_POSE) {
      points.write(tree, classes, known);
    }
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
        new CocoLists(out, categories, reader -> each(split, reader)).write();
      }
    }
  }

  /**
   * All categories by their names, with their ids and the names of all their points: those that
   * were given come first, then those that the columns told of.
   */
  private Map<String, ObjectNode> categories() throws IOException {
    var found = new TreeMap<String, NavigableSet<String>>();
    each(
        line -> {
          for (var thing : line.path("things")) {
            var names =
                found.computeIfAbsent(
                    thing.path(CocoThing.CATEGORY).asText(), label -> new TreeSet<>());
            thing.path(CocoThing.POINTS).fieldNames().forEachRemaining(names::add);
          }
        });
    var names = new LinkedHashSet<>(classes);
    names.addAll(known.byName().keySet());
    names.addAll(found.keySet());
    var ids = new Ids();
    if (classes.isEmpty()) {
      known.byName().values().forEach(tree -> ids.reserve(Ids.text(tree.get("id"))));
    }
    var categories = new LinkedHashMap<String, ObjectNode>();
    for (var name : names) {
      var tree = JSON.createObjectNode();
      var told = known.named(name).orElse(tree);
      tree.set("id", ids.next(classes.isEmpty() ? Ids.text(told.get("id")) : null));
      tree.put("name", name);
      told.properties().forEach(field -> tree.putIfAbsent(field.getKey(), field.getValue()));
      var points = new LinkedHashSet<>(known.keypoints(name));
      points.addAll(found.getOrDefault(name, new TreeSet<>()));
      if (!points.isEmpty()) {
        var array = tree.putArray("keypoints");
        points.forEach(array::add);
      }
      categories.put(name, tree);
    }
    return categories;
  }

  static String name(ObjectNode line) {
    var path = line.path("file_name").asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
