package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.param.Json;
import dev.variegate.stage.row.LineageColumn;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
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
  public record Fitted(String gate, Map<String, Double> thresholds) implements Serializable {}

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
    unfitted.reason(schema); // refuses columns before any job
    var asking = gates.stream().filter(gate -> gate.quantile().isPresent()).toList();
    var thresholds = new HashMap<Gate, Map<String, Double>>();
    gates.forEach(gate -> thresholds.put(gate, new TreeMap<>()));
    for (var row : unfitted.quantiles(table, asking)) {
      for (int i = 0; i < asking.size(); i++) {
        if (!row.isNullAt(0) && !row.isNullAt(i + 1)) {
          thresholds.get(asking.get(i)).put(row.getString(0), row.getDouble(i + 1));
        }
      }
    }
    gates.forEach(gate -> requireFitted(gate, thresholds.get(gate)));
    return new FittedGates(
        gates.stream().map(gate -> new Fitted(gate.text(), thresholds.get(gate))).toList(),
        lineage,
        label.orElse(null));
  }

  /** The class and the quantile of each gate, a row for each class of real images. */
  private List<Row> quantiles(Dataset<?> table, List<Gate> asking) {
    if (asking.isEmpty()) {
      return List.of();
    }
    var schema = table.schema();
    var quantiles =
        asking.stream()
            .map(
                gate -> {
                  var score = gate.score(schema);
                  var usable = when(not(isnan(score)), score);
                  return percentile(usable, lit(gate.quantile().getAsDouble()));
                })
            .toList();
    return table
        .toDF()
        .where(not(generated(schema)))
        .groupBy(label(schema).as("class"))
        .agg(quantiles.get(0), quantiles.subList(1, quantiles.size()).toArray(Column[]::new))
        .collectAsList();
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
    var asked = gates.stream().map(each -> Gate.parse(each.gate())).toList();
    var scores = asked.stream().map(gate -> gate.scores(schema)).toArray(Column[]::new);
    var decision = udf(new Decision(asked, gates), DataTypes.StringType);
    return when(generated(schema), decision.apply(struct(scores), label(schema)));
  }

  /** Says of a row's scores, a struct for each gate, what {@link #reason} says. */
  private record Decision(List<Gate> asked, List<Fitted> fitted)
      implements UDF2<Row, String, String> {

    @Override
    public String call(Row scores, String label) {
      for (int i = 0; i < asked.size(); i++) {
        var gate = asked.get(i);
        var refusal =
            gate.refusal(named(gate, scores.getStruct(i)), label, fitted.get(i).thresholds());
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
      return null;
    }

    private static Map<String, Object> named(Gate gate, Row scores) {
      var named = new HashMap<String, Object>();
      named.put(gate.column(), scores.get(0));
      gate.other().ifPresent(other -> named.put(other, scores.get(1)));
      return named;
    }
  }

  /** Whether a row of a table is of a generated image. */
  public Column generated(StructType schema) {
    return LineageColumn.find(schema, lineage).map(LineageColumn::isGenerated).orElse(lit(true));
  }

  /** The class of a row as text. */
  public Column label(StructType schema) {
    return label == null ? lit(ALL) : ScoreColumn.find(schema, label, "labelCol").text();
  }
}
