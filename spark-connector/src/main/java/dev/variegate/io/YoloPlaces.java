package dev.variegate.io;

import dev.variegate.stage.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the images of YOLO: where {@code data.yaml} says ({@code path}, and {@code train}, {@code
 * val} and {@code test}: a folder, a list of images, or several), in {@code images} beside it, and
 * in {@code SPLIT/images} beside it, as Roboflow writes them. A place is looked for below {@code
 * path}, then with a leading {@code ../} left out, then beside {@code data.yaml}.
 */
final class YoloPlaces {

  private static final Logger LOG = LoggerFactory.getLogger(YoloPlaces.class);

  private final Location home;
  private final Location base;
  private final YoloData data;
  private final Map<Path, Map<String, String>> roots = new TreeMap<>();

  /**
   * @param home the folder of {@code data.yaml}
   */
  YoloPlaces(Location home, YoloData data) {
    this.home = home;
    this.data = data;
    this.base =
        Optional.of(data.text("path"))
            .filter(path -> !path.isEmpty())
            .map(path -> at(home, path))
            .filter(Location::isFolder)
            .orElse(home);
  }

  List<YoloImages> find() {
    data.places().forEach((split, places) -> places.forEach(place -> add(split, place)));
    var images = base.child(YoloFolder.PICTURES);
    if (images.isFolder()) {
      roots.computeIfAbsent(images.path(), root -> new TreeMap<>());
    }
    if (roots.isEmpty()) {
      base.children().stream()
          .map(child -> child.getPath().getName())
          .filter(SplitName::is)
          .forEach(
              name -> addIfThere(SplitName.of(name), base.child(name).child(YoloFolder.PICTURES)));
    }
    var found = new ArrayList<YoloImages>();
    roots.forEach(
        (root, splits) ->
            found.add(
                new YoloImages(
                    root.toString(),
                    YoloImages.prefix(base.path(), root),
                    splits,
                    root.equals(images.path()))));
    return found;
  }

  private void addIfThere(String split, Location folder) {
    if (folder.isFolder()) {
      add(split, folder);
    }
  }

  private void add(String split, String place) {
    var there = found(place);
    if (there.isEmpty()) {
      LOG.warn(
          "YOLO data \"{}\": the {} images \"{}\" are not there",
          Terminal.line(data.file()),
          split,
          Terminal.line(place));
    } else {
      add(split, there.get());
    }
  }

  private void add(String split, Location place) {
    if (place.isFolder()) {
      var inner = place.child(YoloFolder.PICTURES);
      var root = YoloImages.root(place.path());
      var images = root.equals(place.path()) && inner.isFolder() ? inner.path() : place.path();
      note(split, images, YoloImages.root(images));
      return;
    }
    for (var line : Location.ask(() -> lines(place))) {
      var folder = new Location(place.fs(), place.path().getParent());
      var listed = at(folder, line);
      var file = (listed.exists() ? listed : at(base, line)).path();
      var root = YoloImages.root(file);
      note(split, file, root.equals(file) ? file.getParent() : root);
    }
  }

  /** The first split of a place stays: what is trained with is no measure. */
  private void note(String split, Path place, Path root) {
    var below = place.toString().substring(root.toString().length()).replaceFirst("^/", "");
    var first = roots.computeIfAbsent(root, path -> new TreeMap<>()).putIfAbsent(below, split);
    if (first != null && !first.equals(split)) {
      LOG.warn(
          "YOLO data \"{}\": \"{}\" is of {} and of {}, {} is taken",
          Terminal.line(data.file()),
          Terminal.line(place.toString()),
          first,
          split,
          first);
    }
  }

  private Optional<Location> found(String place) {
    var inside = place.replace('\\', '/').replaceFirst("^(\\.\\./)+", "");
    for (var candidate : List.of(at(base, place), at(base, inside), at(home, inside))) {
      if (candidate.exists()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Location at(Location folder, String path) {
    return new Location(folder.fs(), new Path(folder.path(), new Path(path.replace('\\', '/'))));
  }

  private static List<String> lines(Location file) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(file.fs().open(file.path()), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.replace("\uFEFF", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
