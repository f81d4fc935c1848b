package dev.variegate.io;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Where images come from; every kind gives these columns, and some give more.
 *
 * <ul>
 *   <li>{@value #KEY} (string): names the image, the same wherever its set lies;
 *   <li>{@value #IMAGE} (binary): encoded bytes;
 *   <li>{@value #LABEL} (string): class, null or absent where the source knows none;
 *   <li>{@value #SPLIT} (string): {@code train}, {@code test} ...; a set that is not split is all
 *       {@value #TRAIN}.
 * </ul>
 */
public interface ImageSource {

  String KEY = "key";
  String IMAGE = "image";
  String LABEL = "label";
  String SPLIT = "split";

  /** Value of {@value #SPLIT} for images that may be learned from. */
  String TRAIN = "train";

  /** The path that is read, on any Hadoop file system. */
  String path();

  /** All paths that are read. */
  default List<String> paths() {
    return List.of(path());
  }

  /** Whether it may know a class of each image; else {@value #LABEL} is null or absent. */
  default boolean isLabeled() {
    return true;
  }

  /**
   * Describes the rows; the images themselves are read by the tasks.
   *
   * @throws IllegalArgumentException if the path does not hold what the source expects
   */
  Dataset<Row> read(SparkSession spark);

  /** What lies there and is not read; a source that names its files skips nothing. */
  default SkippedFiles skipped(SparkSession spark) {
    return SkippedFiles.NONE;
  }

  /**
   * The rows and what is skipped; {@link ImageFolder}, {@link MaskFolder} and {@link BinaryFiles}
   * list once for both.
   */
  default Scan scan(SparkSession spark) {
    return new Scan(read(spark), skipped(spark));
  }

  /**
   * What is found at a source.
   *
   * @param rows as {@link #read} describes them
   * @param skipped what lies there and is not read
   */
  record Scan(Dataset<Row> rows, SkippedFiles skipped) {}

  /** The columns of a source that knows classes, in order. */
  static List<String> columns() {
    return List.of(KEY, IMAGE, LABEL, SPLIT);
  }
}
