package dev.variegate.io;

import java.util.Collection;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;

/**
 * Where images go, written once each whatever tasks fail, are tried again or run twice.
 *
 * <p>Rows have the columns of {@link ImageSource} and may have a struct {@value #LINEAGE} and
 * others. Files become visible when the whole job is committed; the file {@code _SUCCESS} comes
 * last.
 */
public interface ImageSink {

  String LINEAGE = "lineage";

  /**
   * Version 2 of Hadoop's commit shows the files of a task before the job has succeeded, and half
   * of them where a commit fails (MAPREDUCE-7282).
   */
  String COMMIT_ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

  /** Whether the last file written is an empty one {@code _SUCCESS}. */
  String MARK_SUCCESS = "mapreduce.fileoutputcommitter.marksuccessfuljobs";

  /** The folder that is written, on any Hadoop file system. */
  String path();

  /**
   * Looks at the names of classes before any job runs.
   *
   * @throws IllegalArgumentException if the sink has no place for one
   */
  default void requireClasses(Collection<String> names) {}

  /**
   * Looks at the columns of the rows before any job runs.
   *
   * @throws IllegalArgumentException if one is missing that the sink needs, or is of another type
   */
  default void requireColumns(StructType schema) {}

  /**
   * Runs the job that makes the rows, and commits what it wrote.
   *
   * @throws IllegalArgumentException if the folder holds something
   */
  default void write(Dataset<Row> rows) {
    write(rows, SaveMode.ErrorIfExists);
  }

  /**
   * Runs the job that makes the rows, and commits what it wrote.
   *
   * @param mode what to do where the folder holds something, as Spark means it; but {@code
   *     Overwrite} replaces only a folder with {@code _SUCCESS} or the mark of a job, when the new
   *     files are complete, and only {@link ParquetSink} can {@code Append}
   * @throws IllegalArgumentException if the folder holds something that must stay
   */
  default void write(Dataset<Row> rows, SaveMode mode) {
    SavedOutput.run(this, mode, rows.sparkSession()).ifPresent(run -> run.write(this, () -> rows));
  }

  /**
   * Writes all files into a folder that nobody else uses and that is not yet there. Neither looks
   * what is in {@link #path} nor says {@code _SUCCESS}: that is for whoever commits the folder.
   */
  void writeTo(Dataset<Row> rows, String folder);
}
