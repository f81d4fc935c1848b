package dev.variegate.generate.framing;

import java.math.BigInteger;

/**
 * How many times as long a side becomes in a network, as a fraction in lowest terms.
 *
 * @param times 1 or more
 * @param per 1 or more; 1 for a whole number of times
 */
record AxisScale(int times, int per) {

  static final AxisScale ONE = new AxisScale(1, 1);

  /** Denominators of factors that are written as decimal numbers. */
  private static final int MAX_PER = 16;

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
    for (int per = 1; per <= MAX_PER; per++) {
      long times = Math.round(factor * per);
      if (times > 0 && Math.abs(times - factor * per) < CLOSE * per) {
        return new AxisScale((int) times, per);
      }
    }
    throw new IllegalArgumentException(
        "Key \"factor\" has %s but must have numbers near a fraction with a denominator of %d at most, such as 1.5; correct it"
            .formatted(factor, MAX_PER));
  }

  /** A length, or a place, so many times as far; half a pixel is rounded up. */
  int scaled(int length) {
    return Math.toIntExact(Math.floorDiv(2L * length * times + per, 2L * per));
  }

  /** 2, or 1.5. */
  double factor() {
    return (double) times / per;
  }

  @Override
  public String toString() {
    return per == 1 ? Integer.toString(times) : Double.toString(factor());
  }
}
