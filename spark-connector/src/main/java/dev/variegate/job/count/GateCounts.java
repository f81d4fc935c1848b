package dev.variegate.job.count;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

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
    var gates = new TreeMap<String, Long>();
    value()
        .forEach(
            (refused, number) -> {
              if (refused.entry().equals(entry)) {
                gates.merge(refused.gate(), number, Long::sum);
              }
            });
    return gates;
  }

  /** Images of an entry that are missing, by class. */
  public Map<String, Long> missing(String entry) {
    var classes = new TreeMap<String, Long>();
    value()
        .forEach(
            (refused, number) -> {
              if (refused.last() && refused.entry().equals(entry)) {
                classes.merge(refused.label(), number, Long::sum);
              }
            });
    return classes;
  }

  @Override
  public GateCounts copy() {
    return copied(new GateCounts());
  }
}
