package dev.variegate.op;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A closed interval from which a number is drawn evenly; {@code low == high} fixes it. */
public record Range(double low, double high) implements Serializable {

  public Range {
    if (!(low <= high)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Range is [%s, %s], its low end must not exceed its high end; swap the two"
              .formatted(low, high));
    }
  }

  public static Range of(double low, double high) {
    return new Range(low, high);
  }

  public static Range fixed(double value) {
    return new Range(value, value);
  }

  /** Written out, so that no change of a library's own bounded draw can change a picture. */
  double draw(RandomGenerator random) {
    return low == high ? low : low + (high - low) * random.nextDouble();
  }

  /** Draws a whole number evenly from those within. */
  int drawWhole(RandomGenerator random) {
    double first = Math.ceil(low);
    double last = Math.floor(high);
    return (int) Math.min(last, Math.floor(first + (last - first + 1) * random.nextDouble()));
  }

  void requireWithin(double min, double max, String what) {
    if (low < min || high > max) {
      throw new IllegalArgumentException(
          "%s is [%s, %s], must stay within [%s, %s]; narrow the range"
              .formatted(what, low, high, min, max));
    }
  }
}
