package dev.variegate.job.count;

import dev.variegate.io.ImageSource;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts the rows that reach the output, by class and by how they came about. */
public final class RowCounts extends CountAccumulator<RowCounts.Kind> {

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
  public record Kind(String split, String label, String method, String refusal, String software)
      implements Serializable {

    /** A row of which it is not known what made it. */
    public Kind(String split, String label, String method, String refusal) {
      this(split, label, method, refusal, "");
    }

    /** Whether it is a row to learn from; no other is expanded. */
    public boolean isExpanded() {
      return split.equals(ImageSource.TRAIN);
    }

    public boolean isRefused() {
      return !refusal.isEmpty();
    }
  }

  /** The rows to learn from by class. */
  public Map<String, RowCounts> byClass() {
    var classes = new HashMap<String, RowCounts>();
    value()
        .forEach(
            (kind, count) -> {
              if (kind.isExpanded()) {
                classes.computeIfAbsent(kind.label(), any -> new RowCounts()).add(kind, count);
              }
            });
    return classes;
  }

  /** Number of refused rows by reason. */
  public Map<String, Long> refused() {
    return value().entrySet().stream()
        .filter(entry -> entry.getKey().isRefused())
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().refusal(),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /** What made rows on several kinds of processors; empty where it was but one kind. */
  public SortedSet<String> processors() {
    var engines =
        value().keySet().stream()
            .map(Kind::software)
            .flatMap(software -> Arrays.stream(software.split("; ")))
            .filter(software -> software.contains(" on "))
            .collect(Collectors.toCollection(TreeSet::new));
    long kinds = engines.stream().map(of -> of.substring(of.indexOf(" on "))).distinct().count();
    return kinds > 1 ? engines : new TreeSet<>();
  }

  @Override
  public RowCounts copy() {
    return copied(new RowCounts());
  }
}
