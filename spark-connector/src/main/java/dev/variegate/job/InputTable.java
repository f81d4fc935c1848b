package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.io.BinaryFiles;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ParquetTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that a pipeline is given.
 *
 * @param format one of {@link #FORMATS}
 * @param partitions that the rows are cut into; empty: as they come
 */
record InputTable(String format, String path, OptionalInt partitions) {

  static final List<String> FORMATS = List.of("parquet", "image-folder", "binary-file", "idx");

  /** Checks what the command line gives. */
  static InputTable of(String format, String path, OptionalInt partitions) {
    try {
      Choice.require(FORMATS, format, "--format");
    } catch (IllegalArgumentException e) {
      throw new BadJobException(e.getMessage(), e);
    }
    if (partitions.isPresent() && partitions.getAsInt() < 1) {
      throw new BadJobException(
          "--partitions is %d but must be 1 or more; leave it out to take the rows as they come"
              .formatted(partitions.getAsInt()));
    }
    return new InputTable(format, path, partitions);
  }

  Dataset<Row> read(SparkSession spark) {
    var rows =
        switch (format) {
          case "image-folder" -> new ImageFolder(path).read(spark);
          case "binary-file" -> new BinaryFiles(path, Optional.empty()).read(spark);
          case "idx" -> new IdxFolder(path, List.of()).read(spark);
          default -> new ParquetTable(path).read(spark);
        };
    return partitions.isPresent() ? rows.repartition(partitions.getAsInt()) : rows;
  }

  /** What decides the rows; their cut does not. */
  String identity() {
    return format + " " + path;
  }
}
