package dev.variegate.io;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Parquet files with all their columns as they are. A column that stands in the names of folders,
 * {@code label=007/}, is a number only where all its texts are plain numbers, else text.
 */
public record ParquetTable(String path) {

  /**
   * Describes the rows; the files themselves are read by the tasks.
   *
   * @throws IllegalArgumentException if the path does not hold Parquet files
   */
  public Dataset<Row> read(SparkSession spark) {
    var location = FileSystemPath.of(spark, path);
    if (!location.exists()) {
      throw new IllegalArgumentException(
          "Parquet input \"%s\" is absent but must be a file or a folder; give a path that every executor sees"
              .formatted(location));
    }
    try {
      var reader = spark.read().option(ImageFiles.GLOBBED, false);
      var rows = reader.parquet(location.toString());
      var kept = PartitionColumns.kept(rows, location.path());
      return kept.equals(rows.schema()) ? rows : reader.schema(kept).parquet(location.toString());
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // checked, though Spark's signature does not say so
        throw new IllegalArgumentException(
            "Parquet input \"%s\" holds no Parquet files but must hold at least one; check the path"
                .formatted(location),
            e);
      }
      throw e;
    }
  }
}
