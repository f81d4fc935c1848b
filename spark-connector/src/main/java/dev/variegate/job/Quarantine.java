package dev.variegate.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetSink;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.LineageColumn;
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
 * The table of refused rows: key, image as it came, label if any, split and the reason; and of the
 * images that gates refused: key, class, split, the gate and the lineage, by which it can be made
 * again. It is there only if something was refused.
 *
 * @param folder where it lies
 */
record Quarantine(OutputFolder folder) {

  private static final String REFUSED_KEY = "refused key";
  private static final StructType IMAGES =
      new StructType()
          .add(ImageSource.KEY, "string")
          .add(ImageSource.LABEL, "string")
          .add(ImageSource.SPLIT, "string")
          .add(RowObserver.ERROR, "string")
          .add(ImageSink.LINEAGE, LineageColumn.TYPE);
  private static final StructType ERRORS =
      new StructType().add(REFUSED_KEY, "string").add(RowObserver.ERROR, "string");

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
    var ofRows = refusals.stream().filter(refusal -> !refusal.isOfImage()).toList();
    var table = broadcast(spark.createDataFrame(errors(ofRows), ERRORS));
    var refused =
        rows.select(
                ImageSource.columns().stream()
                    .filter(name -> ColumnNames.find(rows.columns(), name) >= 0)
                    .map(functions::col)
                    .toArray(Column[]::new))
            .join(table, col(ImageSource.KEY).eqNullSafe(col(REFUSED_KEY)))
            .drop(REFUSED_KEY);
    if (ofRows.size() < refusals.size()) {
      refused = refused.unionByName(images(rows, refusals), true);
    }
    folder.begin(spark).orElseThrow().write(new ParquetSink(folder.path()), refused);
  }

  private static Dataset<Row> images(Dataset<Row> rows, List<Refusal> refusals) {
    var made =
        refusals.stream()
            .filter(Refusal::isOfImage)
            .map(
                of ->
                    RowFactory.create(
                        of.key(),
                        of.label(),
                        ImageSource.TRAIN,
                        of.error(),
                        LineageColumn.row(of.made())))
            .toList();
    var images = rows.sparkSession().createDataFrame(made, IMAGES);
    int label = ColumnNames.find(rows.columns(), ImageSource.LABEL);
    return label < 0
        ? images.drop(ImageSource.LABEL)
        : images.withColumn(
            ImageSource.LABEL,
            col(ImageSource.LABEL).cast(rows.schema().fields()[label].dataType()));
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
