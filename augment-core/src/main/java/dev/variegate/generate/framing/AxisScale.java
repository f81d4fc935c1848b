package dev.variegate.generate.framing;

import java.math.BigInteger;

/**
 * How many times as long a side becomes in a network, as a fraction in lowest terms.
 *
 * @param numerator 1 or more
 * @param denominator 1 or more; 1 for a whole number of times
 */
record AxisScale(int numerator, int denominator) {

  static final AxisScale ONE = new AxisScale(1, 1);

  /** Denominators of factors that are written as decimal numbers. */
  static final int MAX_DENOMINATOR = 16;

  private static final double CLOSE = 1e-3;

  /** Of a side that became another. */
  static AxisScale of(int before, int after) {
    int common = BigInteger.valueOf(before).gcd(BigInteger.valueOf(after)).intValueExact();
    return new AxisScale(after / common, before / common);
  }

  /**
   * Of a factor such as 1.5 or 1.333.
   *
   * @throws IllegalArgumentException if it is no fraction of small numbers
   */
  static AxisScale of(double factor) {
    for (int denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
      long numerator = Math.round(factor * denominator);
      if (numerator > 0 && Math.abs(numerator - factor * denominator) < CLOSE * denominator) {
        return new AxisScale(Math.toIntExact(numerator), denominator);
      }
    }
    throw new IllegalArgumentException(
        "Key \"factor\" has %s but must have numbers near a fraction with a denominator of %d at most, such as 1.5; correct it"
            .formatted(factor, MAX_DENOMINATOR));
  }

  /** A length, or a place, so many times as far; half a pixel is rounded up. */
  int scaled(int length) {
    return Math.toIntExact(Math.floorDiv(2L * length * numerator + denominator, 2L * denominator));
  }

  /** 2, or 1.5. */
  double factor() {
    return (double) numerator / denominator;
  }

  @Override
  public String toString() {
    return denominator == 1 ? Integer.toString(numerator) : Double.toString(factor());
  }
}
