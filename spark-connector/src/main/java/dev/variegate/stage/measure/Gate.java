package dev.variegate.stage.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What a generated image must fulfill: {@code COLUMN >= VALUE}, {@code COLUMN <= VALUE} or {@code
 * COLUMN = COLUMN}. A value is a number or a quantile of the real images of the class, such as
 * {@code q0.05}.
 *
 * @param text as it was written
 * @param column of scores; a field of a struct behind a point
 * @param value what it is compared with
 */
public record Gate(String text, String column, Comparison comparison, String value) {

  private static final Pattern FORM = Pattern.compile("\\s*(\\S+?)\\s*(>=|<=|=)\\s*(\\S+)\\s*");
  private static final Pattern QUANTILE = Pattern.compile("q(0(?:\\.\\d+)?|1(?:\\.0+)?)");

  /** Of all real images, whatever their class. */
  static final String ALL = "";

  /** How a score is compared. */
  enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    EQUAL("=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }
  }

  /** The gate of a text. */
  public static Gate parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw refused(text);
    }
    for (var comparison : Comparison.values()) {
      if (comparison.sign.equals(parts.group(2))) {
        var gate = new Gate(text.strip(), parts.group(1), comparison, parts.group(3));
        if (comparison != Comparison.EQUAL && gate.quantile().isEmpty() && gate.number().isEmpty()) {
          throw refused(text);
        }
        return gate;
      }
    }
    throw refused(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "Gate is \"%s\" but must be COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN, where VALUE is a number or a quantile of the real images such as q0.05; correct it"
            .formatted(text));
  }

  /** The fraction of the quantile that it compares with, if it does. */
  public OptionalDouble quantile() {
    var fraction = QUANTILE.matcher(value);
    return comparison != Comparison.EQUAL && fraction.matches()
        ? OptionalDouble.of(Double.parseDouble(fraction.group(1)))
        : OptionalDouble.empty();
  }

  private Optional<Column> number() {
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? Optional.of(lit(number)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The columns that it reads; of a field of a struct, the struct. */
  public List<String> columns() {
    var read = comparison == Comparison.EQUAL ? List.of(column, value) : List.of(column);
    return read.stream().map(each -> each.replaceFirst("\\..*", "")).toList();
  }

  /** The scores. */
  public Column score() {
    return col(column);
  }

  /**
   * Why a row does not pass, null if it does.
   *
   * @param label the row's class as text
   * @param thresholds the quantile of each class, of a gate that has one
   */
  Column reason(Column label, Map<String, Double> thresholds) {
    if (comparison == Comparison.EQUAL) {
      var equal = score().cast("string").eqNullSafe(col(value).cast("string"));
      return functions.when(functions.not(equal), lit(text));
    }
    var threshold = quantile().isPresent() ? threshold(label, thresholds) : number().orElseThrow();
    var score = score().cast("double");
    var passes = comparison == Comparison.AT_LEAST ? score.geq(threshold) : score.leq(threshold);
    return functions
        .when(threshold.isNull(), lit(text + ": no real images of the class"))
        .when(score.isNull().or(functions.isnan(score)), lit(text + ": no score"))
        .when(functions.not(passes), lit(text));
  }

  private static Column threshold(Column label, Map<String, Double> thresholds) {
    var found = lit(null).cast("double");
    for (var each : thresholds.entrySet()) {
      found = functions.when(label.equalTo(each.getKey()), lit(each.getValue())).otherwise(found);
    }
    return found;
  }
}
