package dev.variegate.io;

import dev.variegate.file.FolderWalk;
import dev.variegate.file.NativeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.HadoopFSUtils;

/**
 * What lies at an input, found by one walk on the driver before Spark lists it by the same rules.
 *
 * <p>Spark skips image files of no bytes silently; to a user they are bad images, to be refused and
 * counted like any other, and so their paths are kept here.
 */
final class Listing implements FolderWalk.Visitor {

  private final String path;
  private final boolean pattern;
  private final SortedMap<Path, Long> folders = new TreeMap<>();
  private final List<String> empty = new ArrayList<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private long images;
  private long bytes;
  private boolean colons;

  private Listing(String path, boolean pattern) {
    this.path = path;
    this.pattern = pattern;
  }

  /** A file, or what lies below a folder. */
  static Listing at(FileSystemPath location) {
    var listing = new Listing(location.toString(), false);
    FileSystemPath.ask(() -> listing.walk(location.fs(), location.path()));
    return listing;
  }

  /** What a path with Hadoop's wildcards stands for. */
  static Listing matching(SparkSession spark, String pattern) {
    var location = FileSystemPath.of(spark, pattern);
    var listing = new Listing(pattern, true);
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
    } else if (!ImageFiles.isImage(path.getName())) {
      skip(SkippedFiles.kind(path.getName()));
    } else {
      images++;
      bytes += file.getLen();
      colons |= NativeNames.hasColon(path);
      folders.merge(path.getParent(), 1L, Long::sum);
      if (file.getLen() == 0) {
        empty.add(path.toString());
      }
    }
  }

  @Override
  public void broken(Path link) {
    skip(SkippedFiles.BROKEN);
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

  boolean isPattern() {
    return pattern;
  }

  /** Options for Spark's reader, so that it reads what was listed. */
  Map<String, String> options() {
    var options = new TreeMap<>(colons ? NativeNames.unchecked() : Map.<String, String>of());
    options.put(ImageFiles.GLOBBED, Boolean.toString(pattern));
    return options;
  }

  long images() {
    return images;
  }

  /** Bytes of all images together. */
  long bytes() {
    return bytes;
  }

  /** Every folder, with the number of images that lie directly in it. */
  SortedMap<Path, Long> folders() {
    return folders;
  }

  /** Full paths of the images of no bytes. */
  List<String> empty() {
    return empty;
  }

  SkippedFiles skipped(List<String> emptyClasses) {
    return new SkippedFiles(skipped, emptyClasses);
  }
}
