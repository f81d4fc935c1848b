package dev.variegate.stage.balance;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a whole number into whole parts. */
final class Apportionment {

  private Apportionment() {}

  /**
   * Parts in proportion to weights that add up to the whole: each is its quota rounded down, and
   * what is left goes, one each, to the largest remainders (Hare and Niemeyer), the first of equals
   * first. Exact: no rounding of floating point enters.
   *
   * @param weights at least 0, one of them above it; what has 0 gets nothing
   */
  static long[] largestRemainder(long whole, List<Double> weights) {
    var exact = weights.stream().map(BigDecimal::new).toList();
    var sum = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    var quotas =
        exact.stream()
            .map(weight -> weight.multiply(BigDecimal.valueOf(whole)).divideAndRemainder(sum))
            .toList();
    var parts = quotas.stream().mapToLong(quota -> quota[0].longValueExact()).toArray();
    long left = whole - Arrays.stream(parts).sum();
    IntStream.range(0, parts.length)
        .boxed()
        .filter(i -> exact.get(i).signum() > 0)
        .sorted(Comparator.comparing((Integer i) -> quotas.get(i)[1]).reversed())
        .limit(left)
        .forEach(i -> parts[i]++);
    return parts;
  }
}
