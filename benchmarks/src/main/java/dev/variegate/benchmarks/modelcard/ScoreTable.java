package dev.variegate.benchmarks.modelcard;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores as a Markdown table: a class a row, a metric a column. */
final class ScoreTable {

  private ScoreTable() {}

  /**
   * Each score beside that of real images.
   *
   * @param scores see {@link dev.variegate.stage.GenerativeEvaluator#scores}
   */
  static String of(Dataset<Row> scores, List<String> metrics) {
    var cells = new HashMap<String, String>();
    var classes = new LinkedHashSet<String>();
    String extractor = "";
    for (var row : scores.collectAsList()) {
      var label = row.isNullAt(0) ? "all" : row.getString(0);
      classes.add(label);
      cells.put(label + " " + row.getString(1), cell(row));
      extractor = row.getString(6);
    }
    var text = new StringBuilder("Features of %s.%n%n| class |".formatted(extractor));
    metrics.forEach(metric -> text.append(" %s |".formatted(metric)));
    text.append("%n| --- |%s%n".formatted(" --- |".repeat(metrics.size())));
    for (var label : classes) {
      text.append(
          metrics.stream()
              .map(metric -> cells.get(label + " " + metric))
              .collect(Collectors.joining(" | ", "| %s | ".formatted(label), " |%n".formatted())));
    }
    return text.append('\n').toString();
  }

  private static String cell(Row row) {
    return row.isNullAt(3)
        ? number(row.getDouble(2))
        : number(row.getDouble(2)) + " / " + number(row.getDouble(3));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.1f", value);
  }
}
