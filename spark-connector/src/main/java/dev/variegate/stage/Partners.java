package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.stage.RingWalk.Placed;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Gives each row the key and the picture of its partner in the {@link Rings} of its class, as
 * columns; the only row of a class is its own partner.
 *
 * @param picture index of the column of pictures
 */
record Partners(int picture) implements MapPartitionsFunction<Row, Row> {

  /** The column of partners' pictures, which is dropped once they are used. */
  static final String PICTURE = "variegate partner picture";

  /** The rows with the keys of their partners in one column and their pictures in another. */
  static Dataset<Row> joined(Dataset<Row> table, Rings rings, String inputCol, String partnerCol) {
    var schema = Columns.nullable(schema(table.schema(), inputCol, partnerCol));
    var partners = new Partners(rings.layout().picture().index());
    return SchemaRows.of(rings.standing(table, inputCol), partners, schema);
  }

  /** The schema of {@link #joined}. */
  static StructType schema(StructType given, String inputCol, String partnerCol) {
    var type = given.fields()[Columns.picture(given, inputCol, "inputCol")].dataType();
    return Columns.added(
        Columns.added(given, partnerCol, DataTypes.StringType, "partnerCol"),
        PICTURE,
        type,
        "partnerCol");
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    var walk = new RingWalk(rows, 1);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, 0), false)
        .map(this::widened)
        .iterator();
  }

  private Row widened(Placed placed) {
    var row = placed.member().row();
    var partner = placed.next().get(0);
    var values = new Object[row.length() + 2];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    values[row.length()] = partner.key();
    values[row.length() + 1] = partner.row().get(picture);
    return RowFactory.create(values);
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
