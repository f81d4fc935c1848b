package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * How the images of a table are read where they are compared and not handed on.
 *
 * @param key column of keys, by which messages name a row, or -1
 * @param error column of errors of earlier stages, whose rows are left out, or -1
 */
public record ReadImages(
    ImageColumn image,
    ImageCodec codec,
    int key,
    int error,
    InvalidRows invalid,
    LongAccumulator refused)
    implements Serializable {

  /** What is made of a row and its image, which stays open. */
  public interface Reading extends Serializable {
    Row of(Row row, Image image);
  }

  /** As the Params of a stage say. */
  public static <S extends Params & HasImageInput<?> & HasDecoding<?>> ReadImages of(
      S stage, int key, StructType schema, SparkSession spark) {
    return new ReadImages(
        ImageColumn.named(schema, stage.getOrDefault(stage.inputCol()), "inputCol"),
        ParamSupport.codec(stage),
        key,
        InvalidRows.errorColumn(stage)
            .map(name -> ColumnNames.find(schema.fieldNames(), name))
            .orElse(-1),
        InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
        InvalidRows.counter(spark, stage));
  }

  /** A row for each that holds an image; others are left out, or fail, as the stage says. */
  public JavaRDD<Row> rows(JavaRDD<Row> table, Reading reading) {
    return rows(table, reading, leavingOut());
  }

  /** A row for each that no earlier stage refused; what has no image becomes what is said of it. */
  public JavaRDD<Row> rows(JavaRDD<Row> table, Reading reading, Refusals refusals) {
    var task =
        new RowTask<Void, Void>(opened -> RowWorker.each(row -> read(row, reading)), 0, refusals);
    return table.mapPartitions(task::call);
  }

  private List<Row> read(Row row, Reading reading) {
    if (error >= 0 && !row.isNullAt(error)) {
      return List.of();
    }
    try (var decoded = image.decoded(row, codec)) {
      return List.of(reading.of(row, decoded));
    }
  }

  /** Counts what has no image, and leaves it out or fails, as the stage says. */
  public Refusals leavingOut() {
    return new Refusals.LeavingOut(this::shownName, invalid, refused);
  }

  private String shownName(Row row) {
    return key < 0 || row.isNullAt(key) ? image.name(row) : row.getString(key);
  }
}
