package dev.variegate.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The folder that a job writes, with a mark that says which job began to fill it.
 *
 * <p>The mark is the file {@value #MARK}; Hadoop's {@code _SUCCESS} says that the job ended well.
 * No reader of Spark or Hadoop sees either.
 *
 * @param fingerprint of everything that decides the content: input, plan, seed, software
 */
public record OutputFolder(String path, ExistingOutput existing, String fingerprint) {

  static final String MARK = "_fingerprint";
  private static final String SUCCESS = "_SUCCESS";

  /** Refuses an output that is an input, holds one or lies within one. */
  public void requireApartFrom(SparkSession spark, List<String> inputs) {
    var out = Location.of(spark, path);
    for (var input : inputs) {
      var in = Location.of(spark, input);
      if (isWithin(in.path(), out.path()) || isWithin(out.path(), in.path())) {
        throw new IllegalArgumentException(
            "Output \"%s\" overlaps the input \"%s\", the two must lie apart; choose another output"
                .formatted(out, in));
      }
    }
  }

  static boolean isWithin(Path inner, Path outer) {
    for (var path = inner; path != null; path = path.getParent()) {
      if (path.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes the folder ready to be written.
   *
   * @return false if the same job has already filled it, so that nothing is left to do
   * @throws IllegalArgumentException if it holds something that must stay
   */
  public boolean begin(SparkSession spark) {
    var folder = Location.of(spark, path);
    return Location.ask(
        () -> {
          if (folder.exists() && isFilled(folder)) {
            if (existing == ExistingOutput.RESUME && isDone(folder)) {
              return false;
            }
            requireReplaceable(folder);
            clear(folder);
          }
          mark(folder);
          return true;
        });
  }

  private static boolean isFilled(Location folder) throws IOException {
    return !folder.isFolder() || folder.fs().listStatus(folder.path()).length > 0;
  }

  private boolean isDone(Location folder) throws IOException {
    if (!folder.child(MARK).exists()) {
      throw refused(folder, "was not written by this program; choose another path");
    }
    var found = read(folder.child(MARK));
    if (!found.equals(fingerprint)) {
      throw refused(
          folder,
          "was begun by a job with the fingerprint %s, this one has %s; give this job its own path, or overwrite"
              .formatted(found, fingerprint));
    }
    return folder.child(SUCCESS).exists();
  }

  private void requireReplaceable(Location folder) {
    if (existing == ExistingOutput.REFUSE) {
      throw refused(folder, "must not yet exist; choose another path, overwrite or resume");
    }
    if (!folder.child(MARK).exists()) {
      throw refused(
          folder,
          "was not written by a job, only a job's output is overwritten; choose another path, or delete it yourself");
    }
  }

  private static IllegalArgumentException refused(Location folder, String why) {
    return new IllegalArgumentException("Output \"%s\" exists and %s".formatted(folder, why));
  }

  /** First the sign of success, last the mark: whoever stops in the middle leaves it unfinished. */
  private static void clear(Location folder) throws IOException {
    var fs = folder.fs();
    fs.delete(folder.child(SUCCESS).path(), false);
    for (var child : fs.listStatus(folder.path())) {
      if (!child.getPath().getName().equals(MARK)) {
        fs.delete(child.getPath(), true);
      }
    }
    fs.delete(folder.child(MARK).path(), false);
  }

  private void mark(Location folder) throws IOException {
    try (var out = folder.fs().create(folder.child(MARK).path(), false)) {
      out.write(fingerprint.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw refused(folder, "another job has just begun to write it; wait for that job");
    }
  }

  private static String read(Location file) throws IOException {
    try (var in = file.fs().open(file.path())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
