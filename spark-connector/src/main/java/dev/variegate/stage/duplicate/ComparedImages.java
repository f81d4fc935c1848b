package dev.variegate.stage.duplicate;

import dev.variegate.image.Image;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.stage.param.DuplicateParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.ReadImages;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What is compared of each row of a table: name, source, side and thumbnail.
 *
 * @param read how images are read, by keys or, without, by the SHA-256 of the image
 * @param lineage column of lineages, or -1
 * @param side column whose values part the rows in sides, or -1 for the source
 */
public record ComparedImages(ReadImages read, int lineage, int side) implements Serializable {

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
        ReadImages.of(stage, key, schema, spark),
        ColumnNames.find(schema.fieldNames(), lineageCol),
        side);
  }

  /** A row for each that holds an image and lies on a side; others are left out, or fail. */
  public JavaRDD<Row> rows(Dataset<Row> table) {
    var onSides = table.toJavaRDD().filter(row -> side < 0 || !row.isNullAt(side));
    return read.rows(onSides, this::compared);
  }

  private Row compared(Row row, Image image) {
    var source = source(row);
    int copy = lineage < 0 || row.isNullAt(lineage) ? 0 : copy(row.getStruct(lineage));
    return RowFactory.create(
        copy > 0 ? source + "#" + copy : source,
        source,
        side < 0 ? source : row.getString(side),
        LumaThumbnail.of(image));
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
    if (read.key() < 0) {
      return read.image().checked(row, read.codec()).sha256();
    }
    if (row.isNullAt(read.key())) {
      throw new IllegalArgumentException(
          "Key is null but must name the row; fill the column or leave keyCol unset");
    }
    return row.getString(read.key());
  }
}
