package dev.variegate.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lead;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * Gives each row a partner of its class: all rows of a class that are to be expanded stand in a
 * ring, in the order of the keyed hashes of their keys, and each one's partner is the next. So
 * partners hang on the set of rows, but neither on their order nor on partitions; the only row of a
 * class is its own partner.
 *
 * <p>A row that cannot be used, by its header or its class, is in no ring. All rows of a class pass
 * through one task.
 *
 * @param layout of the rows as they are given
 * @param label column of classes
 */
record Partners(Layout layout, int label, ImageCodec codec) implements MapFunction<Row, Row> {

  /** The column of partners' pictures, which is dropped once they are used. */
  static final String PICTURE = "variegate partner picture";

  private static final String GROUP = "variegate group";
  private static final String HASH = "variegate hash";
  private static final String NAME = "variegate name";

  /** A place of the stream that no change of latents draws from. */
  private static final int PLACE = 9;

  /** The rows with the keys of their partners in one column and their pictures in another. */
  static Dataset<Row> joined(
      Dataset<Row> table, Partners partners, String inputCol, String partnerCol) {
    var schema =
        table
            .schema()
            .add(GROUP, "string", true)
            .add(HASH, "bigint", true)
            .add(NAME, "string", true);
    var ring = Window.partitionBy(GROUP).orderBy(HASH, NAME);
    var whole = ring.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    return table
        .map(partners, Encoders.row(Columns.nullable(schema)))
        .withColumn(
            partnerCol, coalesce(lead(col(NAME), 1).over(ring), first(col(NAME)).over(whole)))
        .withColumn(
            PICTURE, coalesce(lead(col(inputCol), 1).over(ring), first(col(inputCol)).over(whole)))
        .drop(GROUP, HASH, NAME);
  }

  /** The schema of {@link #joined}. */
  static StructType schema(StructType given, String inputCol, String partnerCol) {
    var type = given.apply(inputCol).dataType();
    return Columns.added(
        Columns.added(
            given, partnerCol, org.apache.spark.sql.types.DataTypes.StringType, "partnerCol"),
        PICTURE,
        type,
        "partnerCol");
  }

  @Override
  public Row call(Row row) {
    var key = key(row);
    var values = new Object[row.length() + 3];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    if (key.isPresent()) {
      values[row.length()] = "class " + LabelType.text(row.get(label));
      values[row.length() + 1] = PlanRows.hash(layout.seed(), key.get(), PLACE);
      values[row.length() + 2] = key.get();
    } else { // a group of its own, spread over all tasks
      values[row.length()] = "row " + layout.name(row);
    }
    return RowFactory.create(values);
  }

  /** The key of a row that stands in a ring. */
  private Optional<String> key(Row row) {
    if (!layout.expands(row) || layout.refusedBefore(row) || row.isNullAt(label)) {
      return Optional.empty();
    }
    try {
      return Optional.of(layout.key(row, layout.picture().checked(row, codec)));
    } catch (BadImageException | IllegalArgumentException e) { // told where it is remade
      return Optional.empty();
    }
  }

  /**
   * The partners as companions.
   *
   * @param given the schema that {@link #schema} made
   */
  static Companions companions(StructType given, boolean struct, int label) {
    var pictures = new PictureColumn(given.fieldIndex(PICTURE), struct);
    return (row, picture, draw, codec) -> {
      if (row.isNullAt(label)) {
        throw new IllegalArgumentException(
            "Class is null, must be there for a partner; fill it or drop the row");
      }
      try {
        return Optional.of(pictures.decoded(row, codec));
      } catch (BadImageException e) {
        throw new IllegalArgumentException(
            "Partner cannot be used: %s; mend or drop that row".formatted(e.getMessage()), e);
      }
    };
  }
}
