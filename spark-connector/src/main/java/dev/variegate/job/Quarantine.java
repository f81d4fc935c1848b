package dev.variegate.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetSink;
import dev.variegate.stage.row.ColumnNames;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The table of refused rows: key, image as it came, label if any, split and the reason. It is there
 * only if a row was refused.
 *
 * @param folder where it lies
 */
record Quarantine(OutputFolder folder) {

  private static final String REFUSED_KEY = "refused key";
  private static final StructType ERRORS =
      new StructType().add(REFUSED_KEY, "string").add(RowObserver.ERROR, "string");

  /**
   * The table in a folder.
   *
   * @param existing what to do with the output; rows that an earlier job left are replaced unless
   *     that is refused
   */
  static Quarantine of(String path, ExistingOutput existing, String fingerprint) {
    var mode = existing == ExistingOutput.REFUSE ? existing : ExistingOutput.OVERWRITE;
    return new Quarantine(new OutputFolder(path, mode, fingerprint, "Quarantine"));
  }

  /**
   * Writes the refused ones of the rows, if any, in place of those of an earlier job.
   *
   * @param rows of the input, which are read once more
   */
  void write(Dataset<Row> rows, List<Refusal> refusals) {
    var spark = rows.sparkSession();
    if (refusals.isEmpty() && !folder.isFilled(spark)) {
      return;
    }
    var table = broadcast(spark.createDataFrame(errors(refusals), ERRORS));
    var refused =
        rows.select(
                ImageSource.columns().stream()
                    .filter(name -> ColumnNames.find(rows.columns(), name) >= 0)
                    .map(functions::col)
                    .toArray(Column[]::new))
            .join(table, col(ImageSource.KEY).eqNullSafe(col(REFUSED_KEY)))
            .drop(REFUSED_KEY);
    folder.begin(spark).orElseThrow().write(new ParquetSink(folder.path()), refused);
  }

  /** One row for each key, so that no row of the input is written twice; null is a key too. */
  private static List<Row> errors(List<Refusal> refusals) {
    var errors = new HashMap<String, Set<String>>();
    refusals.forEach(
        refusal ->
            errors.computeIfAbsent(refusal.key(), key -> new TreeSet<>()).add(refusal.error()));
    return errors.entrySet().stream()
        .map(of -> RowFactory.create(of.getKey(), String.join("; ", of.getValue())))
        .toList();
  }
}
