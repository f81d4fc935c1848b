package dev.variegate.io;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * Which folders of an image folder are classes and which are splits, as their names and depths show
 * it; what could be read in two ways is refused.
 *
 * @param label depth of the class folders below the root, from 1
 * @param split depth of the split folders; 0: there are none
 */
record FolderLayout(int label, int split) {

  private static final String HINT = "(%s)".formatted(SplitName.WORDS);

  /**
   * Finds the layout.
   *
   * @param folders all folders below the root, with the number of images directly in each
   */
  static FolderLayout of(Path root, SortedMap<Path, Long> folders) {
    var first = at(1, root, folders);
    var splits = first.keySet().stream().filter(FolderLayout::isSplit).toList();
    if (!splits.isEmpty() && splits.size() == first.size()) {
      return new FolderLayout(2, 1);
    }
    if (!splits.isEmpty() && !isClassTrain(splits, folders)) {
      throw new IllegalArgumentException(
          "Image folder \"%s\" holds %s but must hold splits only %s or labels only; move the other folders away, or rename a class that is called like a split"
              .formatted(root, SkippedFiles.few(names(first)), HINT));
    }
    return within(root, folders, first);
  }

  /** A class may be called train, like the vehicle, where its images lie directly in it. */
  private static boolean isClassTrain(List<Path> splits, SortedMap<Path, Long> folders) {
    var only = splits.get(0);
    return splits.size() == 1
        && only.getName().equals(ImageSource.TRAIN)
        && folders.get(only) > 0
        && folders.keySet().stream().noneMatch(folder -> only.equals(folder.getParent()));
  }

  /** Looks into class folders for splits. */
  private static FolderLayout within(
      Path root, SortedMap<Path, Long> folders, Map<Path, Long> classes) {
    var second = at(2, root, folders);
    var splits = new TreeSet<>(second.keySet());
    splits.removeIf(folder -> !isSplit(folder));
    if (splits.isEmpty()) {
      return new FolderLayout(1, 0);
    }
    boolean images = classes.values().stream().anyMatch(count -> count > 0);
    boolean deeper =
        folders.keySet().stream()
            .anyMatch(folder -> !folder.equals(root) && splits.contains(folder.getParent()));
    if (splits.size() < second.size() || images || deeper) {
      throw new IllegalArgumentException(
          "Image folder \"%s\" holds the split \"%s\" %s within a class but must hold %s/SPLIT/LABEL or %s/LABEL/SPLIT with images and nothing else in the lowest; give the folder that holds the splits, or rename a class that is called like a split"
              .formatted(root, splits.first(), HINT, root, root));
    }
    return new FolderLayout(1, 2);
  }

  private static boolean isSplit(Path folder) {
    return SplitName.is(folder.getName());
  }

  private static List<String> names(Map<Path, Long> folders) {
    return folders.keySet().stream().map(Path::getName).toList();
  }

  private static SortedMap<Path, Long> at(int depth, Path root, SortedMap<Path, Long> folders) {
    var found = new TreeMap<>(folders);
    found.keySet().removeIf(folder -> folder.depth() != root.depth() + depth);
    return found;
  }

  /** Folders above those of the lowest level that hold images all the same. */
  List<Path> strays(Path root, SortedMap<Path, Long> folders) {
    int level = root.depth() + Math.max(label, split);
    return folders.keySet().stream()
        .filter(folder -> folder.depth() < level && folders.get(folder) > 0)
        .toList();
  }

  /** Class folders in which no image lies, however deep, by their paths below the root. */
  List<String> empty(Path root, SortedMap<Path, Long> folders) {
    var empty = at(label, root, folders).keySet();
    folders.forEach(
        (folder, images) -> {
          var above = folder;
          while (images > 0 && above.depth() > root.depth() + label) {
            above = above.getParent();
          }
          if (images > 0) {
            empty.remove(above);
          }
        });
    return empty.stream()
        .map(folder -> folder.toString().substring(root.toString().length() + 1))
        .toList();
  }

  /** Names of the class folders, each once. */
  List<String> classes(Path root, SortedMap<Path, Long> folders) {
    return names(at(label, root, folders)).stream().distinct().toList();
  }
}
