package dev.variegate.io;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Where labelled pictures come from; every kind gives the same four columns.
 *
 * <ul>
 *   <li>{@value #KEY} (string): names the picture, the same wherever its set lies;
 *   <li>{@value #IMAGE} (binary): encoded bytes;
 *   <li>{@value #LABEL} (string): class, null where the source knows none;
 *   <li>{@value #SPLIT} (string): {@code train}, {@code test} ...; a set that is not split is all
 *       {@value #TRAIN}.
 * </ul>
 */
public sealed interface ImageSource permits BinaryFiles, IdxFolder, ImageFolder, ParquetImages {

  String KEY = "key";
  String IMAGE = "image";
  String LABEL = "label";
  String SPLIT = "split";

  /** Value of {@value #SPLIT} for pictures that may be learnt from. */
  String TRAIN = "train";

  /** The path that is read, on any Hadoop file system. */
  String path();

  /**
   * Describes the rows; the pictures themselves are read by the tasks.
   *
   * @throws IllegalArgumentException if the path does not hold what the source expects
   */
  Dataset<Row> read(SparkSession spark);

  /** What lies there and is not read; a source that names its files passes over nothing. */
  default PassedOver passedOver(SparkSession spark) {
    return PassedOver.NONE;
  }

  /** The columns that every source gives, in order. */
  static List<String> columns() {
    return List.of(KEY, IMAGE, LABEL, SPLIT);
  }
}
