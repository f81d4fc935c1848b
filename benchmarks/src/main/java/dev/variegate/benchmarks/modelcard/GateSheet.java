package dev.variegate.benchmarks.modelcard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import dev.variegate.codec.ImageCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a sheet: on the left first draws that gates refuse, on the right those that pass. */
final class GateSheet {

  private static final int SHOWN = 10;
  private static final int SIDE = 28;

  /** Images in a row. */
  static final int COLUMNS = 2 * SHOWN;

  private GateSheet() {}

  /** First draws in an order, and whether they pass. */
  static List<Row> judged(Dataset<Row> drawn, Dataset<Row> gated, Column order) {
    return drawn
        .select("key", "label", "image")
        .join(gated.select(col("key"), size(col("plan.refusals")).equalTo(0).as("passes")), "key")
        .orderBy(order)
        .collectAsList();
  }

  /** Some of both kinds. */
  static ClassImages row(String title, List<Row> judged) {
    return row(title, passing(judged, false), passing(judged, true));
  }

  private static List<Row> passing(List<Row> judged, boolean passes) {
    return judged.stream().filter(row -> row.<Boolean>getAs("passes") == passes).toList();
  }

  /** The first images of rows that are refused, and of rows that pass. */
  static ClassImages row(String title, List<Row> refused, List<Row> passing) {
    var shown = new ArrayList<byte[]>();
    for (var rows : List.of(refused, passing)) {
      var some = rows.stream().limit(SHOWN).map(row -> pixels(row.getAs("image"))).toList();
      shown.addAll(some);
      for (int i = some.size(); i < SHOWN; i++) {
        shown.add(new byte[SIDE * SIDE]);
      }
    }
    return new ClassImages(title, SIDE, SIDE, shown);
  }

  private static byte[] pixels(byte[] file) {
    try (var image = new ImageCodec().decode(file)) {
      return image.toBytes();
    }
  }
}
