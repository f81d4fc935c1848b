package dev.variegate.quality.distribution;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of a kernel over the pairs of a block with other blocks, kept apart by the other block's
 * number, so that the order in which they come changes no bit of the total. No record, because Kryo
 * cannot set the fields of one.
 */
final class KernelSums implements Serializable {

  private static final long serialVersionUID = 1L;

  private final SortedMap<Integer, Double> sums;

  private KernelSums(SortedMap<Integer, Double> sums) {
    this.sums = sums;
  }

  static KernelSums of(int other, double sum) {
    return new KernelSums(new TreeMap<>(Map.of(other, sum)));
  }

  KernelSums and(KernelSums others) {
    var all = new TreeMap<>(sums);
    all.putAll(others.sums);
    return new KernelSums(all);
  }

  double total() {
    double total = 0;
    for (double sum : sums.values()) {
      total += sum;
    }
    return total;
  }
}
