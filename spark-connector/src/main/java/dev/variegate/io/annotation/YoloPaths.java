package dev.variegate.io.annotation;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.SkippedFiles;
import dev.variegate.io.SplitName;
import dev.variegate.text.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the images of YOLO: where {@code data.yaml} says ({@code path}, and {@code train}, {@code
 * val} and {@code test}: a folder, a list of images, or several), in {@code images} beside it, and
 * in {@code SPLIT/images} beside it, as Roboflow writes them. A path is looked for below {@code
 * path}, then with a leading {@code ../} left out, then beside {@code data.yaml}. One within
 * another is read on its own.
 */
final class YoloPaths {

  private static final Logger LOG = LoggerFactory.getLogger(YoloPaths.class);

  private final FileSystemPath home;
  private final FileSystemPath base;
  private final YoloData data;
  private final Map<Path, Map<String, String>> roots = new TreeMap<>();
  private final Map<Path, Set<Path>> listings = new HashMap<>();

  /**
   * @param home the folder of {@code data.yaml}
   */
  YoloPaths(FileSystemPath home, YoloData data) {
    this.home = home;
    this.data = data;
    this.base =
        Optional.of(data.text("path"))
            .filter(path -> !path.isEmpty())
            .map(path -> at(home, path))
            .filter(FileSystemPath::isFolder)
            .orElse(home);
  }

  List<YoloImages> find() {
    data.paths().forEach((split, paths) -> paths.forEach(location -> add(split, location)));
    var images = base.child(YoloFolder.IMAGES);
    if (images.isFolder()) {
      roots.computeIfAbsent(images.path(), root -> new TreeMap<>());
    }
    if (roots.isEmpty()) {
      base.children().stream()
          .map(child -> child.getPath().getName())
          .filter(SplitName::is)
          .forEach(
              name -> addIfThere(SplitName.of(name), base.child(name).child(YoloFolder.IMAGES)));
    }
    roots.forEach(
        (root, splits) ->
            splits.keySet().forEach(location -> setApart(root, new Path(root + "/" + location))));
    setApart(images.path(), images.path());
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

  /** A path of a root within others is not read with those. */
  private void setApart(Path root, Path location) {
    for (var outer = root.getParent(); outer != null; outer = outer.getParent()) {
      if (roots.containsKey(outer)) {
        roots.get(outer).putIfAbsent(below(outer, location), YoloImages.APART);
      }
    }
  }

  private void addIfThere(String split, FileSystemPath folder) {
    if (folder.isFolder()) {
      add(split, folder);
    }
  }

  private void add(String split, String location) {
    var there = found(location);
    if (there.isEmpty()) {
      sayAbsent(split, List.of(location));
    } else {
      add(split, there.get());
    }
  }

  private void sayAbsent(String split, List<String> paths) {
    LOG.warn(
        "YOLO data \"{}\": the {} images \"{}\" are not there",
        Terminal.line(data.file()),
        split,
        SkippedFiles.few(paths));
  }

  private void add(String split, FileSystemPath location) {
    if (location.isFolder()) {
      var inner = location.child(YoloFolder.IMAGES);
      var root = YoloImages.root(location.path());
      var images =
          root.equals(location.path()) && inner.isFolder() ? inner.path() : location.path();
      note(split, images, YoloImages.root(images));
      return;
    }
    var folder = new FileSystemPath(location.fs(), location.path().getParent());
    var absent = new ArrayList<String>();
    for (var line : FileSystemPath.ask(() -> lines(location))) {
      Stream.of(folder, base)
          .map(from -> at(from, line))
          .filter(this::isListed)
          .findFirst()
          .map(FileSystemPath::path)
          .ifPresentOrElse(file -> note(split, file), () -> absent.add(line));
    }
    if (!absent.isEmpty()) {
      sayAbsent(split, absent);
    }
  }

  private void note(String split, Path file) {
    var root = YoloImages.root(file);
    note(split, file, root.equals(file) ? file.getParent() : root);
  }

  /** Whether a file is there, which each folder is asked for once. */
  private boolean isListed(FileSystemPath file) {
    var folder = file.path().getParent();
    return folder != null
        && listings
            .computeIfAbsent(folder, path -> children(new FileSystemPath(file.fs(), path)))
            .contains(file.path());
  }

  private static Set<Path> children(FileSystemPath folder) {
    return folder.isFolder()
        ? folder.children().stream().map(FileStatus::getPath).collect(Collectors.toSet())
        : Set.of();
  }

  /** The first split of a path stays: what is trained with is not a measure. */
  private void note(String split, Path location, Path root) {
    var splits = roots.computeIfAbsent(root, path -> new TreeMap<>());
    var first = splits.putIfAbsent(below(root, location), split);
    if (first != null && !first.equals(split)) {
      LOG.warn(
          "YOLO data \"{}\": \"{}\" is of {} and of {}, {} is taken",
          Terminal.line(data.file()),
          Terminal.line(location.toString()),
          first,
          split,
          first);
    }
  }

  private static String below(Path root, Path location) {
    return location.toString().substring(root.toString().length()).replaceFirst("^/", "");
  }

  private Optional<FileSystemPath> found(String location) {
    var inside = location.replace('\\', '/').replaceFirst("^(\\.\\./)+", "");
    for (var candidate : List.of(at(base, location), at(base, inside), at(home, inside))) {
      if (candidate.exists()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** A drive of Windows or another scheme is taken for a folder, which mostly is not there. */
  private static FileSystemPath at(FileSystemPath folder, String text) {
    var path = text.replace('\\', '/');
    try {
      return new FileSystemPath(
          folder.fs(), folder.fs().makeQualified(new Path(folder.path(), path)));
    } catch (IllegalArgumentException e) { // of Hadoop, which takes a colon for the end of a scheme
      return folder.child(path);
    }
  }

  private static List<String> lines(FileSystemPath file) throws IOException {
    try (var in = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.replace("\uFEFF", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
