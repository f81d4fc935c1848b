package dev.variegate.io;

import dev.variegate.stage.row.LineageColumn;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes all columns to Parquet, with pages and row groups that stay near their set sizes however
 * large the images are.
 *
 * <p>Parquet looks at the size of what it has buffered after 100 rows and then guesses; with images
 * of 5 MB that makes pages of 500 MB. Here it looks after every row, which costs nothing beside an
 * image. Encoded images do not compress, repeat or sort: no compression, dictionary or statistics
 * are tried on them.
 */
public record ParquetSink(String path) implements ImageSink {

  @Override
  public void writeTo(Dataset<Row> rows, String folder) {
    var writer =
        rows.write()
            .option(COMMIT_ALGORITHM, "1")
            .option(MARK_SUCCESS, "false")
            .option("spark.sql.parquet.output.committer.class", RunCommitter.class.getName())
            .option("parquet.page.size.row.check.min", "1")
            .option("parquet.page.size.row.check.max", "1")
            .option("compression", "none");
    for (var column : rows.schema().fields()) {
      if (column.dataType().equals(DataTypes.BinaryType)) {
        writer
            .option("parquet.enable.dictionary#" + column.name(), "false")
            .option("parquet.column.statistics.enabled#" + column.name(), "false");
      } else if (column.dataType().equals(LineageColumn.TYPE)) { // drawn numbers hardly repeat
        writer.option("parquet.enable.dictionary#" + column.name() + ".steps", "false");
      }
    }
    writer.parquet(folder);
  }
}
