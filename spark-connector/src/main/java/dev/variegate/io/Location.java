package dev.variegate.io;

import dev.variegate.stage.FolderWalk;
import dev.variegate.stage.NativeNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.SparkSession;

/** A path together with the file system that it lies on. */
record Location(FileSystem fs, Path path) {

  static Location of(SparkSession spark, String text) {
    try {
      var path = new Path(text);
      var fs = path.getFileSystem(spark.sessionState().newHadoopConf());
      return new Location(fs, fs.makeQualified(path));
    } catch (UnsupportedFileSystemException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Path \"%s\" cannot be used (%s), must name a file system that is known here, or none; a name with a colon needs its whole path, from / on"
              .formatted(text, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The location of a folder that must be there; {@code what} names it in the message. */
  static Location folder(SparkSession spark, String text, String what) {
    var location = of(spark, text);
    if (!location.isFolder()) {
      throw new IllegalArgumentException(
          "%s \"%s\" is %s, must be a folder; give the path of the folder itself, as every executor sees it%s"
              .formatted(
                  what,
                  location,
                  location.exists() ? "a file" : "absent",
                  NativeNames.remedy(location.toString())));
    }
    return location;
  }

  boolean exists() {
    return ask(() -> fs.exists(path));
  }

  boolean isFolder() {
    return ask(() -> fs.exists(path) && fs.getFileStatus(path).isDirectory());
  }

  Location child(String name) {
    return new Location(fs, new Path(path, new Path(null, null, name))); // it may hold a colon
  }

  /** What lies directly in this folder, by name; Hadoop's hidden files (_ and .) left out. */
  List<FileStatus> children() {
    return ask(
        () ->
            Arrays.stream(fs.listStatus(path))
                .filter(child -> !FolderWalk.isHidden(child.getPath().getName()))
                .sorted(Comparator.comparing(child -> child.getPath().getName()))
                .toList());
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** A question to the file system. */
  interface Question<T> {
    T ask() throws IOException;
  }

  static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
