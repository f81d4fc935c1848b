package dev.variegate.io;

import dev.variegate.file.FolderWalk;
import dev.variegate.file.NativeNames;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/** A path together with the file system that it lies on. */
public record FileSystemPath(FileSystem fs, Path path) {

  public static FileSystemPath of(SparkSession spark, String text) {
    try {
      var path = path(text);
      var fs = path.getFileSystem(spark.sessionState().newHadoopConf());
      var location = new FileSystemPath(fs, fs.makeQualified(path));
      var remedy = NativeNames.remedy(location.toString());
      if (!remedy.isEmpty() && !location.exists()) {
        throw new IllegalArgumentException(
            "Path \"%s\" cannot be found or made by its name%s".formatted(text, remedy));
      }
      return location;
    } catch (UnsupportedFileSystemException e) {
      throw unknown(text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw unknown(text, e);
    }
  }

  private static IllegalArgumentException unknown(String text, Exception e) {
    return new IllegalArgumentException(
        "Path \"%s\" cannot be used (%s) but must name a file system that is known here, or none; a name with a colon needs its whole path, from / on"
            .formatted(text, e.getMessage()),
        e);
  }

  /** The location of a folder that must be there; {@code what} names it in the message. */
  public static FileSystemPath folder(SparkSession spark, String text, String what) {
    var location = of(spark, text);
    if (!location.isFolder()) {
      throw new IllegalArgumentException(
          "%s \"%s\" is %s but must be a folder; give the path of the folder itself, as every executor sees it"
              .formatted(what, location, location.exists() ? "a file" : "absent"));
    }
    return location;
  }

  public boolean exists() {
    return ask(() -> fs.exists(path));
  }

  public boolean isFolder() {
    return ask(() -> fs.exists(path) && fs.getFileStatus(path).isDirectory());
  }

  /** Whether the file system has one of the {@code CommonPathCapabilities} there. */
  boolean has(String capability) throws IOException {
    return fs.hasPathCapability(path, capability);
  }

  public FileSystemPath child(String name) {
    return new FileSystemPath(
        fs, new Path(path, new Path(null, null, name))); // it may hold a colon
  }

  /** What lies directly in this folder, by name; Hadoop's hidden files (_ and .) left out. */
  public List<FileStatus> children() {
    return ask(
        () ->
            Arrays.stream(fs.listStatus(path))
                .filter(child -> !FolderWalk.isHidden(child.getPath().getName()))
                .sorted(Comparator.comparing(child -> child.getPath().getName()))
                .toList());
  }

  /** The file system without check sums, whose files two runs could mix up. */
  FileSystem raw() {
    return fs instanceof LocalFileSystem local ? local.getRawFileSystem() : fs;
  }

  /** Opens a file, whatever its name. */
  public InputStream open() throws IOException {
    return NativeNames.open(fs, path);
  }

  /**
   * Makes a file, and the folders above it. On a local disk by Java's own means: Hadoop's would
   * start the program {@code chmod} for each file, lay a file of check sums beside it, and let two
   * make the same file at once.
   *
   * @param overwrite whether it replaces a file that is there, which else is an error
   */
  public OutputStream create(boolean overwrite) throws IOException {
    if (fs instanceof LocalFileSystem local) {
      var target = local(local.pathToFile(path));
      Files.createDirectories(target.getParent());
      return overwrite
          ? Files.newOutputStream(target)
          : Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
    }
    return fs.create(path, overwrite);
  }

  private java.nio.file.Path local(File target) {
    try {
      return target.toPath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "File \"%s\" cannot be written by its name%s"
              .formatted(path, NativeNames.remedy(path.toString())),
          e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Closes with the task what was opened in it. */
  public static void closeWithTask(Closeable opened) {
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                context ->
                    ask(
                        () -> {
                          opened.close();
                          return true;
                        }));
  }

  /** A question to the file system. */
  public interface Question<T> {
    T ask() throws IOException;
  }

  public static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
