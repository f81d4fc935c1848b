package dev.variegate.job;

import static org.apache.spark.sql.functions.broadcast;

import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The table of refused rows: key, picture as it came, label, split and the reason. It is there only
 * if a row was refused.
 *
 * @param existing what to do with rows that an earlier job left there
 */
record Quarantine(String path, ExistingOutput existing, String fingerprint) {

  private static final StructType ERRORS =
      new StructType().add(ImageSource.KEY, "string").add(Watch.ERROR, "string");

  /** Refuses a folder in the way, or one that holds an input, before anything runs. */
  void requireFree(SparkSession spark, List<String> inputs) {
    new OutputFolder(path, existing, fingerprint).requireApartFrom(spark, inputs);
    if (existing == ExistingOutput.REFUSE && isThere(spark)) {
      throw new BadJobException(
          "Quarantine \"%s\" exists and must not yet exist; choose another path, or set output.mode: overwrite"
              .formatted(path));
    }
  }

  /**
   * Writes the refused ones of the rows, if any, in place of those of an earlier job.
   *
   * @param rows of the input, which are read once more
   */
  void write(Dataset<Row> rows, List<Refusal> refusals) {
    var spark = rows.sparkSession();
    if (refusals.isEmpty() && !isThere(spark)) {
      return;
    }
    new OutputFolder(path, ExistingOutput.OVERWRITE, fingerprint).begin(spark);
    if (!refusals.isEmpty()) {
      var errors = refusals.stream().map(r -> RowFactory.create(r.key(), r.error())).toList();
      var table = broadcast(spark.createDataFrame(errors, ERRORS));
      new ParquetSink(path)
          .write(
              rows.select(ImageSource.KEY, ImageSource.IMAGE, ImageSource.LABEL, ImageSource.SPLIT)
                  .join(table, ImageSource.KEY));
    }
  }

  private boolean isThere(SparkSession spark) {
    var folder = new Path(path);
    try {
      var fs = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return fs.exists(folder) && fs.listStatus(folder).length > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
