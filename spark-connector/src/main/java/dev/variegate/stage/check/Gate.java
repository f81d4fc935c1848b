package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * What a generated image must fulfill: {@code COLUMN >= VALUE}, {@code COLUMN <= VALUE} or {@code
 * COLUMN = COLUMN}. A value is a number or a quantile of the real images of the class, such as
 * {@code q0.05}.
 *
 * @param text as it was written
 * @param column of scores
 * @param sign how they are compared
 * @param value what they are compared with
 */
public record Gate(String text, String column, String sign, String value) implements Serializable {

  private static final Pattern FORM = Pattern.compile("\\s*(\\S.*?)\\s*(>=|<=|=)\\s*(\\S.*?)\\s*");
  private static final Pattern QUANTILE = Pattern.compile("q(0(?:\\.\\d+)?|1(?:\\.0+)?)");
  private static final String AT_LEAST = ">=";
  private static final String EQUAL = "=";
  private static final String NO_SCORE = ": no score";
  private static final String NO_REAL_IMAGES = ": no real images of the class";

  /**
   * The gate of a text.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static Gate parse(String text) {
    var parts = FORM.matcher(text);
    if (parts.matches()) {
      var gate = new Gate(text.strip(), parts.group(1), parts.group(2), parts.group(3));
      if (gate.comparesColumns() || gate.quantile().isPresent() || gate.number().isPresent()) {
        return gate;
      }
    }
    throw new IllegalArgumentException(
        "Gate is \"%s\" but must be COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN, where VALUE is a number or a quantile of the real images such as q0.05; correct it"
            .formatted(text));
  }

  /** Whether it compares two columns. */
  public boolean comparesColumns() {
    return sign.equals(EQUAL);
  }

  /** The fraction of the quantile that it compares with, if it does. */
  public OptionalDouble quantile() {
    var fraction = QUANTILE.matcher(value);
    return !comparesColumns() && fraction.matches()
        ? OptionalDouble.of(Double.parseDouble(fraction.group(1)))
        : OptionalDouble.empty();
  }

  /** The number that it compares with, if it does. */
  public OptionalDouble number() {
    try {
      double number = Double.parseDouble(value);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The scores as numbers. */
  Column score(StructType schema) {
    return ScoreColumn.find(schema, column, "gates").number();
  }

  /**
   * Looks at the columns that it reads.
   *
   * @throws IllegalArgumentException if they are missing or of no use
   */
  public void requireColumns(StructType schema) {
    reason(schema, lit(""), Map.of());
  }

  /**
   * Why a row does not pass, null if it does.
   *
   * @param schema of the rows
   * @param label the row's class as text
   * @param thresholds the quantile of each class, of a gate that has one
   * @throws IllegalArgumentException if the columns are missing or of no use
   */
  Column reason(StructType schema, Column label, Map<String, Double> thresholds) {
    if (comparesColumns()) {
      var first = ScoreColumn.find(schema, column, "gates").text();
      var second = ScoreColumn.find(schema, value, "gates").text();
      return when(first.isNull().or(second.isNull()), lit(text + NO_SCORE))
          .when(first.notEqual(second), lit(text));
    }
    var score = score(schema);
    var threshold =
        quantile().isPresent() ? threshold(label, thresholds) : lit(number().getAsDouble());
    var passes = sign.equals(AT_LEAST) ? score.geq(threshold) : score.leq(threshold);
    return when(threshold.isNull(), lit(text + NO_REAL_IMAGES))
        .when(score.isNull().or(isnan(score)), lit(text + NO_SCORE))
        .when(not(passes), lit(text));
  }

  /**
   * Why an image does not pass, by scores that are there already, as {@link #reason} has it; empty
   * if it does.
   *
   * @param scores by the names of their columns, numbers or texts
   * @param label the image's class
   * @param thresholds the quantile of each class, of a gate that has one
   */
  public Optional<String> refusal(
      Map<String, ?> scores, String label, Map<String, Double> thresholds) {
    var score = scores.get(column);
    if (comparesColumns()) {
      var other = scores.get(value);
      return score == null || other == null
          ? Optional.of(text + NO_SCORE)
          : Optional.of(text).filter(any -> !score.equals(other));
    }
    var threshold =
        quantile().isPresent() ? thresholds.get(label) : (Double) number().getAsDouble();
    if (threshold == null) {
      return Optional.of(text + NO_REAL_IMAGES);
    }
    if (!(score instanceof Double number) || number.isNaN()) {
      return Optional.of(text + NO_SCORE);
    }
    boolean passes = sign.equals(AT_LEAST) ? number >= threshold : number <= threshold;
    return Optional.of(text).filter(any -> !passes);
  }

  private static Column threshold(Column label, Map<String, Double> thresholds) {
    Column found = when(lit(false), lit(0.0));
    for (var each : thresholds.entrySet()) {
      found = found.when(label.equalTo(each.getKey()), lit(each.getValue()));
    }
    return found;
  }
}
