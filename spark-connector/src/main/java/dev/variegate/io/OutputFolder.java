package dev.variegate.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The folder that a job writes, with a mark that says which job began to fill it.
 *
 * <p>The mark is the file {@value #MARK}; {@value #SUCCESS} says which run ended well. No reader of
 * Spark or Hadoop sees either, nor the folder of a run that is under way (see {@link OutputRun}).
 * What an earlier run left stays visible until a new one is complete.
 *
 * @param fingerprint of everything that decides the content: input, plan, seed, software; empty
 *     where a sink is used without a job: then it replaces what bears {@value #SUCCESS} too
 * @param name what messages call it: {@code Output}
 */
public record OutputFolder(String path, ExistingOutput existing, String fingerprint, String name) {

  static final String MARK = "_fingerprint";
  static final String SUCCESS = "_SUCCESS";

  public OutputFolder(String path, ExistingOutput existing, String fingerprint) {
    this(path, existing, fingerprint, "Output");
  }

  /**
   * Looks at what is there, and changes nothing.
   *
   * @return false if the same job has already filled it, so that nothing is left to do
   * @throws IllegalArgumentException if it holds something that must stay
   */
  public boolean isOpen(SparkSession spark) {
    var folder = FileSystemPath.of(spark, path);
    return FileSystemPath.ask(
        () -> {
          StoreCommit.require(folder, spark.sessionState().newHadoopConf());
          return !isFilled(folder) || isReplaceable(folder);
        });
  }

  /**
   * Begins to fill the folder; older runs that are not yet committed can no longer be.
   *
   * @return empty if the same job has already filled it, so that nothing is left to do
   * @throws IllegalArgumentException if it holds something that must stay
   */
  public Optional<OutputRun> begin(SparkSession spark) {
    var folder = FileSystemPath.of(spark, path);
    return FileSystemPath.ask(
        () -> {
          boolean filled = isFilled(folder);
          if (filled && !isReplaceable(folder)) {
            return Optional.empty();
          }
          try {
            var hadoop = spark.sessionState().newHadoopConf();
            StoreCommit.require(folder, hadoop);
            return Optional.of(OutputRun.begin(folder, fingerprint, !filled, hadoop));
          } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw refused(folder, "another job has just begun to write it; wait for that job");
          }
        });
  }

  /** Whether the same job has filled it to the end. */
  public boolean isComplete(SparkSession spark) {
    return FileSystemPath.ask(() -> isComplete(FileSystemPath.of(spark, path)));
  }

  private boolean isComplete(FileSystemPath folder) throws IOException {
    return OutputMark.read(folder.child(SUCCESS)).fingerprint().equals(fingerprint);
  }

  /** What the output was made of, as the run that completed it said, if it did. */
  public Optional<String> madeOf(SparkSession spark) {
    var success = FileSystemPath.of(spark, path).child(SUCCESS);
    return FileSystemPath.ask(() -> Optional.of(OutputMark.read(success).input()))
        .filter(input -> !input.isEmpty());
  }

  /** Whether anything lies there. */
  public boolean isFilled(SparkSession spark) {
    return FileSystemPath.ask(() -> isFilled(FileSystemPath.of(spark, path)));
  }

  /** A task that outlives its failed job may leave the folder of that run, which is nothing. */
  static boolean isFilled(FileSystemPath folder) throws IOException {
    return folder.isFolder() ? !new RunFolders(folder).others().isEmpty() : folder.exists();
  }

  private boolean isReplaceable(FileSystemPath folder) throws IOException {
    if (existing == ExistingOutput.REFUSE) {
      throw refused(folder, "must not yet exist; choose another path, overwrite or resume");
    }
    boolean marked = folder.child(MARK).exists();
    if (existing == ExistingOutput.OVERWRITE) {
      boolean saved = fingerprint.isEmpty() && folder.child(SUCCESS).exists();
      if (!marked && !saved) {
        throw refused(
            folder,
            "was not written by a job, only a job's output is overwritten; choose another path, or delete it yourself");
      }
      return true;
    }
    if (!marked) {
      throw refused(folder, "was not written by this program; choose another path");
    }
    if (isComplete(folder)) {
      return false;
    }
    var begun = OutputMark.read(folder.child(MARK)).fingerprint();
    if (!begun.equals(fingerprint)) {
      throw refused(
          folder,
          "was begun by a job with the fingerprint %s, this one has %s; give this job its own path, or overwrite"
              .formatted(begun, fingerprint));
    }
    return true;
  }

  private IllegalArgumentException refused(FileSystemPath folder, String why) {
    return new IllegalArgumentException("%s \"%s\" exists and %s".formatted(name, folder, why));
  }
}
