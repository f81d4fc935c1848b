package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What the driver knows of a COCO file after one look over it.
 *
 * @param categories by their names
 * @param names of the categories, by their ids as text
 * @param doubledIds those of annotations that occur more than once
 * @param orphans number of annotations whose {@code image_id} no image has
 * @param faults of whole images, in the order of the file
 * @param folders whether a name of a file has folders in it
 */
record CocoScan(
    Categories categories,
    Map<String, String> names,
    Set<String> doubledIds,
    long orphans,
    List<String> faults,
    boolean folders)
    implements Serializable {

  /** What a message calls an image without a name. */
  static String called(String name, String id) {
    return name == null ? "number " + id : "\"" + name + "\"";
  }

  static CocoScan of(Configuration hadoop, Path file) throws IOException {
    var scan = new Scan(file);
    var fields =
        Map.of(
            CocoJson.IMAGES, Set.of("id", "file_name"),
            CocoJson.ANNOTATIONS, Set.of("id", "image_id"));
    try (var json = new CocoJson(hadoop, file, fields)) {
      for (var next = json.next(); next.isPresent(); next = json.next()) {
        scan.take(next.get());
      }
    }
    return scan.result();
  }

  /** Collects while the file is read, whose lists may come in any order. */
  private static final class Scan {
    private final Path file;
    private final Map<String, ObjectNode> categories = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> images = new HashSet<>();
    private final Set<String> files = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> doubled = new HashSet<>();
    private final Map<String, Integer> wanted = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private boolean folders;

    Scan(Path file) {
      this.file = file;
    }

    void take(CocoJson.Element element) {
      switch (element.list()) {
        case CocoJson.IMAGES -> image(element.tree());
        case CocoJson.ANNOTATIONS -> annotation(element.tree());
        default -> category(element);
      }
    }

    private void image(ObjectNode tree) {
      var id = Ids.text(tree.get("id"));
      var name = CocoImage.name(tree).orElse(null);
      folders |= name != null && name.indexOf('/') >= 0;
      CocoImage.fault(
              file, name, id, images.add(id) ? 1 : 2, name == null || files.add(name) ? 1 : 2)
          .filter(fault -> faults.isEmpty()) // the first says enough
          .ifPresent(faults::add);
    }

    private void annotation(ObjectNode tree) {
      var id = Ids.text(tree.get("id"));
      if (id != null && !ids.add(id) && doubled.add(id) && faults.isEmpty()) {
        faults.add(CocoInstance.doubled(CocoInstance.called(id, null, file.getName())));
      }
      wanted.merge(String.valueOf(Ids.text(tree.get("image_id"))), 1, Integer::sum);
    }

    private void category(CocoJson.Element element) {
      var tree = element.tree();
      var id = Ids.text(tree.get("id"));
      var name = tree.path("name").isValueNode() ? tree.path("name").asText() : null;
      if (id == null || tree.path("name").isNull() || name == null) {
        throw wrong(
            "has a category %d without id or name but must have both".formatted(element.index()));
      }
      var other =
          Optional.ofNullable(categories.put(name, tree)).map(there -> Ids.text(there.get("id")));
      if (other.isPresent()) {
        throw wrong(
            "names two categories \"%s\" (%s and %s) but must have a name for one only"
                .formatted(name, other.get(), id));
      }
      if (names.put(id, name) != null) {
        throw wrong("has two categories of the id %s but must have one".formatted(id));
      }
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException("COCO file \"%s\" %s; correct it".formatted(file, what));
    }

    CocoScan result() {
      wanted.keySet().removeAll(images);
      long orphans = wanted.values().stream().mapToLong(n -> n).sum();
      return new CocoScan(
          new Categories(categories),
          Map.copyOf(names),
          Set.copyOf(doubled),
          orphans,
          faults,
          folders);
    }
  }
}
