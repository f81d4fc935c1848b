package dev.variegate.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;

/**
 * How a classifier did on the test images.
 *
 * @param accuracy fraction of test images that are classified right
 * @param rareRecall mean over the rare classes of the fraction of their test images that are found
 */
record Scores(double accuracy, double rareRecall) {

  /**
   * Counts.
   *
   * @param confusion {@code [true label][predicted label]}
   */
  static Scores of(long[][] confusion, List<Integer> rare) {
    long all = Arrays.stream(confusion).flatMapToLong(Arrays::stream).sum();
    long right = 0;
    for (int label = 0; label < confusion.length; label++) {
      right += confusion[label][label];
    }
    double recall =
        rare.stream()
            .mapToDouble(label -> confusion[label][label] / (double) sum(confusion[label]))
            .average()
            .orElseThrow();
    return new Scores((double) right / all, recall);
  }

  private static long sum(long[] row) {
    return Math.max(1, Arrays.stream(row).sum());
  }
}
