package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.struct;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
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
 * @param limit what they are compared with
 */
public record Gate(String text, String column, String sign, Limit limit) implements Serializable {

  private static final Pattern FORM = Pattern.compile("\\s*(\\S.*?)\\s*(>=|<=|=)\\s*(\\S.*?)\\s*");
  private static final Pattern QUANTILE = Pattern.compile("q(0(?:\\.\\d+)?|1(?:\\.0+)?)");
  private static final String AT_LEAST = ">=";
  private static final String EQUAL = "=";
  private static final String NO_SCORE = ": no score";
  private static final String NO_REAL_IMAGES = ": no real images of the class";

  /** What scores are compared with. */
  public sealed interface Limit extends Serializable {

    /** The same for all classes. */
    record Fixed(double value) implements Limit {}

    /** Of the real images of the class. */
    record Quantile(double fraction) implements Limit {}

    /** Another column. */
    record Other(String column) implements Limit {}
  }

  /**
   * The gate of a text.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static Gate parse(String text) {
    var parts = FORM.matcher(text);
    return Optional.of(parts)
        .filter(Matcher::matches)
        .flatMap(found -> limit(found.group(2), found.group(3)))
        .map(limit -> new Gate(text.strip(), parts.group(1), parts.group(2), limit))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Gate is \"%s\" but must be COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN, where VALUE is a number or a quantile of the real images such as q0.05; correct it"
                        .formatted(text)));
  }

  private static Optional<Limit> limit(String sign, String value) {
    if (sign.equals(EQUAL)) {
      return Optional.of(new Limit.Other(value));
    }
    var fraction = QUANTILE.matcher(value);
    if (fraction.matches()) {
      return Optional.of(new Limit.Quantile(Double.parseDouble(fraction.group(1))));
    }
    try {
      return Optional.of(Double.parseDouble(value)).filter(Double::isFinite).map(Limit.Fixed::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The column that it compares with another, if it does. */
  public Optional<String> other() {
    return limit instanceof Limit.Other other ? Optional.of(other.column()) : Optional.empty();
  }

  /** The fraction of the quantile that it compares with, if it does. */
  public OptionalDouble quantile() {
    return limit instanceof Limit.Quantile quantile
        ? OptionalDouble.of(quantile.fraction())
        : OptionalDouble.empty();
  }

  /** The number that it compares with, if it does. */
  public OptionalDouble number() {
    return limit instanceof Limit.Fixed number
        ? OptionalDouble.of(number.value())
        : OptionalDouble.empty();
  }

  /** The scores as numbers. */
  Column score(StructType schema) {
    return ScoreColumn.find(schema, column, "gates").number();
  }

  /**
   * A struct of the scores that it reads, by the names of their columns: a number, or two texts.
   *
   * @throws IllegalArgumentException if the columns are missing or of no use
   */
  public Column scores(StructType schema) {
    return other()
        .map(second -> struct(text(schema, column), text(schema, second)))
        .orElseGet(() -> struct(score(schema).as(column)));
  }

  private static Column text(StructType schema, String name) {
    return ScoreColumn.find(schema, name, "gates").text().as(name);
  }

  /**
   * Why an image does not pass; empty if it does.
   *
   * @param scores by the names of their columns, numbers or texts
   * @param label the image's class, null if it has none
   * @param thresholds the quantile of each class, of a gate that has one
   */
  public Optional<String> refusal(
      Map<String, ?> scores, String label, Map<String, Double> thresholds) {
    return Optional.ofNullable(
        limit instanceof Limit.Other other
            ? refusal(scores.get(column), scores.get(other.column()))
            : refusal(scores.get(column), threshold(label, thresholds)));
  }

  private String refusal(Object score, Object other) {
    if (score == null || other == null) {
      return text + NO_SCORE;
    }
    return score.equals(other) ? null : text;
  }

  private String refusal(Object score, OptionalDouble threshold) {
    if (threshold.isEmpty()) {
      return text + NO_REAL_IMAGES;
    }
    if (!(score instanceof Double number) || number.isNaN()) {
      return text + NO_SCORE;
    }
    double value = threshold.getAsDouble();
    boolean passes = sign.equals(AT_LEAST) ? number >= value : number <= value;
    return passes ? null : text;
  }

  private OptionalDouble threshold(String label, Map<String, Double> thresholds) {
    if (limit instanceof Limit.Fixed number) {
      return OptionalDouble.of(number.value());
    }
    return label != null && thresholds.containsKey(label)
        ? OptionalDouble.of(thresholds.get(label))
        : OptionalDouble.empty();
  }
}
