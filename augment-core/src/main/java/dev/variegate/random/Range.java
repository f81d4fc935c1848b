package dev.variegate.random;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A closed interval from which a number is drawn evenly; {@code low == high} fixes it. */
public record Range(double low, double high) implements Serializable {

  public Range {
    if (!(low <= high)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Range is [%s, %s] but its low end must not exceed its high end; swap the two"
              .formatted(low, high));
    }
  }

  public static Range of(double low, double high) {
    return new Range(low, high);
  }

  public static Range fixed(double value) {
    return new Range(value, value);
  }

  /** Draws evenly. */
  public double draw(RandomGenerator random) {
    return low == high ? low : random.nextDouble(low, high);
  }

  /** Draws evenly from the whole numbers within; both ends must be whole. */
  public int drawWhole(RandomGenerator random) {
    return (int) low + random.nextInt((int) (high - low) + 1);
  }

  /** Refuses what leaves [min, max]. */
  public void requireWithin(double min, double max, String what) {
    if (low < min || high > max) {
      throw new IllegalArgumentException(
          "%s is [%s, %s] but must stay within [%s, %s]; narrow the range"
              .formatted(what, low, high, min, max));
    }
  }

  /** Refuses what is not a fraction above 0. */
  public void requirePart(String what) {
    if (low <= 0 || high > 1) {
      throw new IllegalArgumentException(
          "%s is [%s, %s] but must be above 0 and up to 1; narrow the range"
              .formatted(what, low, high));
    }
  }

  public void requireWhole(String what) {
    if (low != Math.rint(low) || high != Math.rint(high)) {
      throw new IllegalArgumentException(
          "%s is [%s, %s] but must be whole numbers; round both ends".formatted(what, low, high));
    }
  }
}
