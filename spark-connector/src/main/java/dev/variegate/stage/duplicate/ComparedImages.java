package dev.variegate.stage.duplicate;

import dev.variegate.codec.ImageCodec;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.stage.param.DuplicateParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * What is compared of each row of a table: name, source, side and thumbnail.
 *
 * @param key column of keys, or -1 for the SHA-256 of the image
 * @param lineage column of lineages, or -1
 * @param side column whose values part the rows in sides, or -1 for the source
 * @param error column of errors of earlier stages, whose rows are left out, or -1
 */
public record ComparedImages(
    ImageColumn image,
    ImageCodec codec,
    int key,
    int lineage,
    int side,
    int error,
    InvalidRows invalid,
    LongAccumulator refused)
    implements Serializable {

  // Columns of the rows that are made.
  public static final int NAME = 0;
  public static final int SOURCE = 1;
  public static final int SIDE = 2;
  public static final int THUMBNAIL = 3;

  // Fields of lineages.
  private static final int SOURCE_KEY = 0;
  private static final int COPY = 2;
  private static final int STEPS = 4;

  /** As the Params of a stage say. */
  public static ComparedImages of(
      DuplicateParams<?> stage, StructType schema, int side, SparkSession spark) {
    int key =
        ParamSupport.value(stage, stage.keyCol())
            .map(name -> Columns.typed(schema, name, "keyCol", DataTypes.StringType))
            .orElse(-1);
    var lineageCol = stage.getOrDefault(stage.lineageCol());
    LineageColumn.find(schema, lineageCol);
    return new ComparedImages(
        ImageColumn.named(schema, stage.getOrDefault(stage.inputCol()), "inputCol"),
        ParamSupport.codec(stage),
        key,
        ColumnNames.find(schema.fieldNames(), lineageCol),
        side,
        InvalidRows.errorColumn(stage)
            .map(name -> ColumnNames.find(schema.fieldNames(), name))
            .orElse(-1),
        InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
        InvalidRows.counter(spark, stage));
  }

  /** A row for each that holds an image; others are left out, or fail, as the stage says. */
  public JavaRDD<Row> rows(Dataset<Row> table) {
    var task =
        new RowTask<Void, Void>(
            opened -> RowWorker.each(row -> isLeftOut(row) ? List.of() : List.of(compared(row))),
            0,
            new Refusals.LeavingOut(this::shownName, invalid, refused));
    return table.toJavaRDD().mapPartitions(task::call);
  }

  /** Rows that an earlier stage refused, and those on no side. */
  private boolean isLeftOut(Row row) {
    return (error >= 0 && !row.isNullAt(error)) || (side >= 0 && row.isNullAt(side));
  }

  private String shownName(Row row) {
    return key < 0 || row.isNullAt(key) ? image.name(row) : row.getString(key);
  }

  private Row compared(Row row) {
    try (var decoded = image.decoded(row, codec)) {
      var source = source(row);
      int copy = lineage < 0 || row.isNullAt(lineage) ? 0 : copy(row.getStruct(lineage));
      return RowFactory.create(
          copy > 0 ? source + "#" + copy : source,
          source,
          side < 0 ? source : row.getString(side),
          LumaThumbnail.of(decoded));
    }
  }

  private static int copy(Row made) {
    return made.isNullAt(COPY) ? 0 : made.getInt(COPY);
  }

  /** What images made of one image have in common with it, also those made of its copies. */
  public String source(Row row) {
    return made(row).map(ComparedImages::root).orElseGet(() -> own(row));
  }

  private Optional<Row> made(Row row) {
    return lineage < 0 || row.isNullAt(lineage) || row.getStruct(lineage).isNullAt(SOURCE_KEY)
        ? Optional.empty()
        : Optional.of(row.getStruct(lineage));
  }

  /** The first of all sources; a copy of a copy holds the lineage of its source. */
  private static String root(Row made) {
    if (made.isNullAt(STEPS) || !made.getString(STEPS).contains("\"from\"")) {
      return made.getString(SOURCE_KEY);
    }
    var lineage = LineageColumn.of(made);
    for (var before = lineage.before(); before.isPresent(); before = lineage.before()) {
      lineage = before.get();
    }
    return lineage.sourceKey();
  }

  private String own(Row row) {
    if (key < 0) {
      return image.checked(row, codec).sha256();
    }
    if (row.isNullAt(key)) {
      throw new IllegalArgumentException(
          "Key is null but must name the row; fill the column or leave keyCol unset");
    }
    return row.getString(key);
  }
}
