package dev.variegate.job.count;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts the draws that gates refuse, by the entry of the plan, the class and the gate. */
public final class GateCounts extends CountAccumulator<GateCounts.Refused> {

  private static final long serialVersionUID = 1L;

  /**
   * Draws that are counted together.
   *
   * @param entry of the plan
   * @param label class that the image counts for
   * @param gate that refused them
   * @param last whether it was the last draw of its image, which is missing then
   */
  public record Refused(String entry, String label, String gate, boolean last)
      implements Serializable {}

  /** Draws of an entry that each gate refused. */
  public Map<String, Long> byGate(String entry) {
    return sums(refused -> refused.entry().equals(entry), Refused::gate);
  }

  /** Images of an entry that are missing, by class. */
  public Map<String, Long> missing(String entry) {
    return sums(refused -> refused.last() && refused.entry().equals(entry), Refused::label);
  }

  private Map<String, Long> sums(Predicate<Refused> wanted, Function<Refused, String> group) {
    return value().entrySet().stream()
        .filter(counted -> wanted.test(counted.getKey()))
        .collect(
            Collectors.groupingBy(
                counted -> group.apply(counted.getKey()),
                TreeMap::new,
                Collectors.summingLong(Map.Entry::getValue)));
  }

  @Override
  public GateCounts copy() {
    return copied(new GateCounts());
  }
}
