package dev.variegate.io;

import dev.variegate.file.FolderWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.HadoopFSUtils;

/**
 * What lies at an input, found by one walk on the driver: of each image, or each file that is
 * wanted instead, its path below the root, about 70 bytes.
 */
final class Listing implements FolderWalk.Visitor {

  private final String path;
  private final Path root;
  private final Predicate<FileStatus> wanted;
  private final SortedMap<Path, Long> folders = new TreeMap<>();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private long bytes;

  private Listing(String path, Path root, Predicate<FileStatus> wanted) {
    this.path = path;
    this.root = root;
    this.wanted = wanted;
  }

  /** An image, or those below a folder. */
  static Listing at(FileSystemPath location) {
    return at(location, Listing::isImage);
  }

  /** A file, or what is wanted of those below a folder. */
  static Listing at(FileSystemPath location, Predicate<FileStatus> wanted) {
    var root = location.isFolder() ? location.path() : location.path().getParent();
    var listing = new Listing(location.toString(), root, wanted);
    FileSystemPath.ask(() -> listing.walk(location.fs(), location.path()));
    return listing;
  }

  /**
   * What a path with Hadoop's wildcards stands for.
   *
   * @param above the folder that keys begin below
   */
  static Listing matching(SparkSession spark, String pattern, Path above) {
    var location = FileSystemPath.of(spark, pattern);
    var listing = new Listing(pattern, above, Listing::isImage);
    var roots = new HashSet<Path>();
    for (var root : matches(location)) {
      for (var outer = root; outer != null; outer = outer.getParent()) {
        if (roots.contains(outer)) {
          throw new IllegalArgumentException(
              "Pattern \"%s\" stands for \"%s\" and for \"%s\" within it but no file must be read twice; narrow the pattern"
                  .formatted(pattern, outer, root));
        }
      }
      roots.add(root);
      FileSystemPath.ask(() -> listing.walk(location.fs(), root));
    }
    return listing;
  }

  private static List<Path> matches(FileSystemPath pattern) {
    var found =
        FileSystemPath.ask(
            () -> {
              try {
                return pattern.fs().globStatus(pattern.path());
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "Pattern \"%s\" meets a name with a colon, which Hadoop's patterns cannot take; give the folder itself, or rename the file"
                        .formatted(pattern),
                    e);
              }
            });
    var roots = new ArrayList<Path>();
    for (var root : found == null ? new FileStatus[0] : found) {
      roots.add(root.getPath());
    }
    roots.sort(null);
    return roots;
  }

  /** What of it lies in a folder below; its bytes are those of all, which only spread it wider. */
  Listing below(Path folder) {
    var below = new Listing(folder.toString(), folder, wanted);
    var start = key(folder) + "/";
    keys.stream()
        .filter(key -> key.startsWith(start))
        .forEach(key -> below.keys.add(key.substring(start.length())));
    below.bytes = bytes;
    folders.forEach(
        (path, images) -> {
          if (path.equals(folder) || path.toString().startsWith(folder + "/")) {
            below.folders.put(path, images);
          }
        });
    return below;
  }

  private boolean walk(FileSystem fs, Path root) throws IOException {
    folders.put(root, 0L);
    FolderWalk.of(fs, root, this);
    return true;
  }

  @Override
  public boolean enters(FileStatus folder) {
    if (isHidden(folder.getPath())) {
      skip(SkippedFiles.HIDDEN);
      return false;
    }
    folders.put(folder.getPath(), 0L);
    return true;
  }

  @Override
  public void file(FileStatus file) {
    var path = file.getPath();
    if (isHidden(path)) {
      skip(SkippedFiles.HIDDEN);
    } else if (!wanted.test(file)) {
      skip(SkippedFiles.kind(path.getName()));
    } else {
      bytes += file.getLen();
      folders.merge(path.getParent(), 1L, Long::sum);
      keys.add(key(path));
    }
  }

  @Override
  public void broken(Path link) {
    skip(SkippedFiles.BROKEN);
  }

  private static boolean isImage(FileStatus file) {
    return ImageFiles.isImage(file.getPath().getName());
  }

  private String key(Path file) {
    var above = root.toString();
    return file.toString().substring(above.endsWith("/") ? above.length() : above.length() + 1);
  }

  private void skip(String kind) {
    skipped.merge(kind, 1L, Long::sum);
  }

  /** By Spark's own rule, so that both see the same files. */
  private static boolean isHidden(Path path) {
    return HadoopFSUtils.shouldFilterOutPathName(path.getName());
  }

  /** A path, or a pattern. */
  String path() {
    return path;
  }

  /** The folder that keys begin below. */
  Path root() {
    return root;
  }

  long files() {
    return keys.size();
  }

  /** Their paths below the root, in the order of names. */
  List<String> keys() {
    return keys;
  }

  /** Bytes of all of them together. */
  long bytes() {
    return bytes;
  }

  /** Every folder, with the number of images that lie directly in it. */
  SortedMap<Path, Long> folders() {
    return folders;
  }

  SkippedFiles skipped(List<String> emptyClasses) {
    return new SkippedFiles(skipped, emptyClasses);
  }
}
