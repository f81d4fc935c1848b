package dev.variegate.stage.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.param.Json;
import dev.variegate.stage.row.ColumnNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Gates in their order, with the quantiles of real images that they compare with.
 *
 * @param lineage column of lineages, which tells real images from generated ones; where a table has
 *     none, all are generated
 * @param label column of classes; null if there is none
 */
public record FittedGates(List<Fitted> gates, String lineage, String label) {

  /** The class of all images where there is no column of classes. */
  private static final String ALL = "";

  /**
   * A gate.
   *
   * @param gate its text
   * @param thresholds quantiles of the classes by their names; of all real images under "" if there
   *     is no column of classes; none if the gate has no quantile
   */
  public record Fitted(String gate, Map<String, Double> thresholds) {}

  /**
   * Takes the quantiles of a table's real images, in one pass.
   *
   * @throws IllegalArgumentException if a gate's columns are missing or of no use, or its quantile
   *     has no image to be taken from
   */
  public static FittedGates fit(
      Dataset<?> table, List<Gate> gates, String lineage, Optional<String> label) {
    var schema = table.schema();
    var unfitted =
        new FittedGates(
            gates.stream().map(gate -> new Fitted(gate.text(), Map.of())).toList(),
            lineage,
            label.orElse(null));
    unfitted.reason(schema);
    var quantiles = new ArrayList<Column>();
    for (var gate : gates) {
      var score = gate.quantile().isPresent() ? gate.score(schema) : lit(null).cast("double");
      var usable = when(not(isnan(score)), score);
      quantiles.add(percentile(usable, lit(gate.quantile().orElse(0))));
    }
    var thresholds = new ArrayList<TreeMap<String, Double>>();
    gates.forEach(gate -> thresholds.add(new TreeMap<>()));
    if (gates.stream().anyMatch(gate -> gate.quantile().isPresent())) {
      var real = table.toDF().where(not(unfitted.generated(schema)));
      for (var row :
          real.groupBy(unfitted.label(schema).as("class"))
              .agg(lit(0), quantiles.toArray(Column[]::new))
              .collectAsList()) {
        for (int i = 0; i < gates.size(); i++) {
          if (!row.isNullAt(0) && !row.isNullAt(i + 2)) {
            thresholds.get(i).put(row.getString(0), row.getDouble(i + 2));
          }
        }
      }
    }
    var fitted = new ArrayList<Fitted>();
    for (int i = 0; i < gates.size(); i++) {
      requireFitted(gates.get(i), thresholds.get(i));
      fitted.add(new Fitted(gates.get(i).text(), thresholds.get(i)));
    }
    return new FittedGates(fitted, lineage, label.orElse(null));
  }

  private static void requireFitted(Gate gate, Map<String, Double> thresholds) {
    if (gate.quantile().isPresent() && thresholds.isEmpty()) {
      throw new IllegalArgumentException(
          "Gate \"%s\" takes a quantile of real images but the table has no real image with a score; fit it on real images, or give a number"
              .formatted(gate.text()));
    }
  }

  public static FittedGates fromJson(String json) {
    return Json.read(json, FittedGates.class, "gatesJson");
  }

  public String toJson() {
    return Json.write(this);
  }

  /**
   * The first gate that refuses a row, with what is missing; null for rows that pass, and real
   * ones.
   *
   * @throws IllegalArgumentException if a gate's columns are missing or of no use
   */
  public Column reason(StructType schema) {
    var label = label(schema);
    var reasons =
        gates.stream()
            .map(each -> Gate.parse(each.gate()).reason(schema, label, each.thresholds()))
            .toArray(Column[]::new);
    return when(generated(schema), coalesce(reasons));
  }

  /** Whether a row of a table is of a generated image. */
  public Column generated(StructType schema) {
    return ColumnNames.find(schema.fieldNames(), lineage) < 0
        ? lit(true)
        : Origin.isGenerated(col(ColumnNames.quoted(lineage)));
  }

  /** The class of a row as text. */
  public Column label(StructType schema) {
    return label == null ? lit(ALL) : ScoreColumn.find(schema, label, "labelCol").text();
  }
}
