package dev.variegate.stage.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.param.Json;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.LabelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Gates in their order, with the quantiles of real images that they compare with.
 *
 * @param lineage column of lineages, which tells real images from generated ones; where a table has
 *     none, all are generated
 * @param label column of classes; null if there is none
 */
public record FittedGates(List<Fitted> gates, String lineage, String label) {

  /**
   * A gate.
   *
   * @param gate its text
   * @param thresholds quantiles of the classes by their names; of all real images under "" if there
   *     is no column of classes; none if the gate has no quantile
   */
  public record Fitted(String gate, Map<String, Double> thresholds) {}

  /** Takes the quantiles of a table's real images. */
  public static FittedGates fit(
      Dataset<?> table, List<Gate> gates, String lineage, Optional<String> label) {
    var real = table.toDF().where(not(generated(table.schema(), lineage)));
    var fitted = new ArrayList<Fitted>();
    for (var gate : gates) {
      var thresholds = new TreeMap<String, Double>();
      if (gate.quantile().isPresent()) {
        var score = gate.score().cast("double");
        var usable = when(not(functions.isnan(score)), score);
        for (var row :
            real.groupBy(text(label).as("class"))
                .agg(percentile(usable, lit(gate.quantile().getAsDouble())))
                .collectAsList()) {
          if (!row.isNullAt(0) && !row.isNullAt(1)) {
            thresholds.put(row.getString(0), row.getDouble(1));
          }
        }
        if (thresholds.isEmpty()) {
          throw new IllegalArgumentException(
              "Gate \"%s\" takes a quantile of real images but the table has no real image with a score; fit it on real images, or give a number"
                  .formatted(gate.text()));
        }
      }
      fitted.add(new Fitted(gate.text(), thresholds));
    }
    return new FittedGates(fitted, lineage, label.orElse(null));
  }

  public static FittedGates fromJson(String json) {
    return Json.read(json, FittedGates.class, "gatesJson");
  }

  public String toJson() {
    return Json.write(this);
  }

  /** The first gate that refuses a row, with what is missing; null for rows that pass, and real ones. */
  public Column reason(StructType schema) {
    var reasons =
        gates.stream()
            .map(each -> Gate.parse(each.gate()).reason(text(Optional.ofNullable(label)), each.thresholds()))
            .toArray(Column[]::new);
    return when(generated(schema), coalesce(reasons));
  }

  /** Whether a row of a table is of a generated image. */
  public Column generated(StructType schema) {
    return generated(schema, lineage);
  }

  private static Column generated(StructType schema, String lineage) {
    return ColumnNames.find(schema.fieldNames(), lineage) < 0
        ? lit(true)
        : RealRows.generated(functions.col(ColumnNames.quoted(lineage)));
  }

  /** Classes as text: 3 for 3, 3L and 3.0. */
  private static Column text(Optional<String> label) {
    if (label.isEmpty()) {
      return lit(Gate.ALL);
    }
    var column = functions.col(ColumnNames.quoted(label.get()));
    return functions.regexp_replace(column.cast("string"), "\\.0$", "");
  }
}
