package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Small files of one ending below a folder, each as one row. */
final class TextFiles {

  private TextFiles() {}

  /** Rows of name (path below {@code root} without the ending) and text (bytes). */
  static Dataset<Row> read(SparkSession spark, Path root, String ending) {
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*." + ending)
        .load(PictureFiles.literal(root))
        .select(
            regexp_replace(
                    expr("substring(path, %d)".formatted(root.toString().length() + 2)),
                    "\\.%s$".formatted(ending),
                    "")
                .as("name"),
            col("content").as("text"));
  }
}
