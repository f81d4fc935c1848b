package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Lets every row pass as an original, readable or not. */
record PassingRows(Layout layout) implements MapFunction<Row, Row> {

  Dataset<Row> rows(Dataset<?> given) {
    return given.toDF().map(this, Encoders.row(layout.schema()));
  }

  @Override
  public Row call(Row row) {
    return layout.original(row, layout.lineage(row, new ImageCodec()));
  }
}
