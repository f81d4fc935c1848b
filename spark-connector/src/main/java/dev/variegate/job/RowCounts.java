package dev.variegate.job;

import dev.variegate.io.ImageSource;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts the rows that reach the output, by class and by how they came about.
 *
 * <p>It is filled in the last stage of the job that writes, where Spark merges what a task counted
 * once for each partition, whatever was tried again or ran twice; so it is exact, and while the job
 * runs it is what finished tasks made.
 */
final class RowCounts extends AccumulatorV2<RowCounts.Kind, Map<RowCounts.Kind, Long>> {

  private static final long serialVersionUID = 1L;

  /**
   * What is counted together.
   *
   * @param split of the row
   * @param label class that the row counts for
   * @param method entry of the plan that made it; {@code original} for a row that was there
   * @param refusal why the row was refused; empty: it was not
   * @param software that made the row, as its lineages name it, one after the other with "; "
   *     between them; empty for a row that was there
   */
  record Kind(String split, String label, String method, String refusal, String software)
      implements Serializable {

    /** A row of which it is not known what made it. */
    Kind(String split, String label, String method, String refusal) {
      this(split, label, method, refusal, "");
    }

    /** Whether it is a row to learn from; no other is expanded. */
    boolean isExpanded() {
      return split.equals(ImageSource.TRAIN);
    }

    boolean isRefused() {
      return !refusal.isEmpty();
    }
  }

  private final ConcurrentHashMap<Kind, Long> counts = new ConcurrentHashMap<>();

  long sum(Predicate<Kind> wanted) {
    return counts.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The rows to learn from by class. */
  Map<String, RowCounts> byClass() {
    var classes = new HashMap<String, RowCounts>();
    counts.forEach(
        (kind, count) -> {
          if (kind.isExpanded()) {
            classes.computeIfAbsent(kind.label(), any -> new RowCounts()).counts.put(kind, count);
          }
        });
    return classes;
  }

  /** Number of refused rows by reason. */
  Map<String, Long> refused() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isRefused())
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().refusal(),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /** What made rows on several kinds of processors; empty where it was but one kind. */
  SortedSet<String> processors() {
    var engines =
        counts.keySet().stream()
            .map(Kind::software)
            .flatMap(software -> Arrays.stream(software.split("; ")))
            .filter(software -> software.contains(" on "))
            .collect(Collectors.toCollection(TreeSet::new));
    long kinds = engines.stream().map(of -> of.substring(of.indexOf(" on "))).distinct().count();
    return kinds > 1 ? engines : new TreeSet<>();
  }

  @Override
  public void add(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  @Override
  public void merge(AccumulatorV2<Kind, Map<Kind, Long>> other) {
    other.value().forEach((kind, count) -> counts.merge(kind, count, Long::sum));
  }

  @Override
  public Map<Kind, Long> value() {
    return Map.copyOf(counts);
  }

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public RowCounts copy() {
    var copy = new RowCounts();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }
}
