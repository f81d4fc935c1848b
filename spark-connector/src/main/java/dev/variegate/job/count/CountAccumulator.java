package dev.variegate.job.count;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts by keys, in the last stage of the job that writes, where Spark merges what a task counted
 * once for each partition, whatever was tried again or ran twice; so it is exact, and while the job
 * runs it is what finished tasks counted.
 *
 * @param <K> what is counted together
 */
public abstract class CountAccumulator<K> extends AccumulatorV2<K, Map<K, Long>> {

  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<K, Long> counts = new ConcurrentHashMap<>();

  public final long sum(Predicate<K> wanted) {
    return counts.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public final void add(K kind, long number) {
    counts.merge(kind, number, Long::sum);
  }

  @Override
  public final void add(K kind) {
    add(kind, 1);
  }

  @Override
  public final void merge(AccumulatorV2<K, Map<K, Long>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public final Map<K, Long> value() {
    return Map.copyOf(counts);
  }

  @Override
  public final boolean isZero() {
    return counts.isEmpty();
  }

  /** An empty one with these counts, of the same class, for Spark puts it in place of this. */
  final <C extends CountAccumulator<K>> C copied(C empty) {
    counts.forEach(empty::add);
    return empty;
  }

  @Override
  public final void reset() {
    counts.clear();
  }
}
