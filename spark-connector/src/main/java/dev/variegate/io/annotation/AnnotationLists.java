package dev.variegate.io.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.variegate.io.FileSystemPath;
import dev.variegate.io.FolderName;
import dev.variegate.io.ImageFile;
import dev.variegate.io.ImageSource;
import dev.variegate.io.MetadataParts;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
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

/**
 * The files that list all images of a folder at once, made of its metadata, which is read line by
 * line.
 */
record AnnotationLists(
    FileSystemPath root,
    AnnotationFormat format,
    List<String> classes,
    Categories known,
    PoseNames points) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What is done with each line, which is of a split. */
  private interface Reader {
    void read(String split, ObjectNode line) throws IOException;
  }

  void write() throws IOException {
    switch (format) {
      case COCO -> coco();
      case VOC -> voc();
      default -> yolo();
    }
  }

  private void each(Reader reader) throws IOException {
    var file = root.child(MetadataParts.FILE);
    try (var lines = new BufferedReader(new InputStreamReader(file.open(), UTF_8))) {
      for (var text = lines.readLine(); text != null; text = lines.readLine()) {
        var line = (ObjectNode) JSON.readTree(text);
        reader.read(line.path(ImageSource.SPLIT).asText(), line);
      }
    }
  }

  private void voc() throws IOException {
    var lists = new TreeMap<String, OutputStream>();
    try {
      each(
          (split, line) ->
              lists
                  .computeIfAbsent(split, name -> create(VocFolder.list(root, FolderName.of(name))))
                  .write((ImageFile.stem(name(line)) + "\n").getBytes(UTF_8)));
    } finally {
      close(lists);
    }
  }

  private static OutputStream create(FileSystemPath file) {
    return new BufferedOutputStream(FileSystemPath.ask(() -> file.create(true)));
  }

  private static void close(Map<String, ? extends Closeable> files) throws IOException {
    for (var file : files.values()) {
      file.close();
    }
  }

  private void yolo() throws IOException {
    var splits = new TreeSet<String>();
    each((split, line) -> splits.add(split));
    var tree = JSON.createObjectNode();
    tree.put("path", ".");
    splits.forEach(split -> tree.put(split, YoloFolder.IMAGES + "/" + FolderName.of(split)));
    if (format == AnnotationFormat.YOLO_OBB) {
      tree.put(YoloData.TASK, YoloData.ORIENTED);
    } else if (format == AnnotationFormat.YOLO_POSE) {
      points.write(tree, classes, known);
    }
    var names = tree.putObject("names");
    for (int i = 0; i < classes.size(); i++) {
      names.put(Integer.toString(i), classes.get(i));
    }
    try (var out = create(root.child(YoloFolder.CLASSES))) {
      out.write(new YAMLMapper().writeValueAsBytes(tree));
    }
  }

  /** Ids come first, images second, annotations last. */
  private void coco() throws IOException {
    var lists = new TreeMap<String, CocoLists>();
    var points = new TreeMap<String, NavigableSet<String>>();
    try {
      each(
          (split, line) -> {
            lists.computeIfAbsent(split, this::coco).reserve(line);
            collect(line, points);
          });
      var categories = categories(points);
      for (var list : lists.values()) {
        list.begin(categories);
      }
      each((split, line) -> lists.get(split).image(line));
      for (var list : lists.values()) {
        list.endImages();
      }
      each((split, line) -> lists.get(split).annotations(line));
      for (var list : lists.values()) {
        list.end();
      }
    } finally {
      close(lists);
    }
  }

  private CocoLists coco(String split) {
    var file = root.child("annotations/instances_" + FolderName.of(split) + ".json");
    return FileSystemPath.ask(() -> new CocoLists(JSON.createGenerator(create(file))));
  }

  /** The categories of a line, with the names of all their points. */
  private static void collect(ObjectNode line, Map<String, NavigableSet<String>> points) {
    for (var instance : line.path("instances")) {
      var names =
          points.computeIfAbsent(
              instance.path(CocoInstance.CATEGORY).asText(), label -> new TreeSet<>());
      instance.path(CocoInstance.POINTS).fieldNames().forEachRemaining(names::add);
    }
  }

  /**
   * All categories by their names, with their ids and the names of all their points: those that
   * were given come first, then those that the columns named.
   */
  private Map<String, ObjectNode> categories(Map<String, NavigableSet<String>> found) {
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
      var category = known.named(name).orElse(tree);
      tree.set("id", ids.next(classes.isEmpty() ? Ids.text(category.get("id")) : null));
      tree.put("name", name);
      category.properties().forEach(field -> tree.putIfAbsent(field.getKey(), field.getValue()));
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
}
