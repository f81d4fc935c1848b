package dev.variegate.stage.balance;

import dev.variegate.stage.method.GateCost;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What one image that a method makes costs; an estimate from a few.
 *
 * @param seconds of one core
 * @param bytes encoded
 * @param draws of one image until gates let it pass, or for the last time; 1 without gates, 0 where
 *     none could be made
 * @param missing part of the images that they refuse in the end, 0..1
 * @param gates what each gate does to a draw, in their order; none where no image was judged
 */
public record Cost(double seconds, long bytes, double draws, double missing, List<GateCost> gates)
    implements Serializable {

  private static final StructType GATE =
      new StructType()
          .add("gate", "string")
          .add("work", "string")
          .add("seconds", "double")
          .add("refused", "double");

  /** The type of its rows. */
  static final StructType TYPE =
      new StructType()
          .add("seconds", "double")
          .add("bytes", "bigint")
          .add("draws", "double")
          .add("missing", "double")
          .add("gates", DataTypes.createArrayType(GATE));

  public Cost {
    gates = gates == null ? List.of() : List.copyOf(gates); // of older plans
  }

  /** Without gates. */
  Cost(double seconds, long bytes) {
    this(seconds, bytes, 1, 0, List.of());
  }

  /** Of a row. */
  static Cost of(Row row) {
    return new Cost(
        row.getDouble(0),
        row.getLong(1),
        row.getDouble(2),
        row.getDouble(3),
        row.<Row>getList(4).stream()
            .map(
                gate ->
                    new GateCost(
                        gate.getString(0), gate.getString(1), gate.getDouble(2), gate.getDouble(3)))
            .toList());
  }

  /** As a row. */
  Row row() {
    var rows =
        gates.stream()
            .map(of -> RowFactory.create(of.gate(), of.work(), of.seconds(), of.refused()))
            .toArray(Row[]::new);
    return RowFactory.create(seconds, bytes, draws, missing, rows);
  }
}
