package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** How many images of a class each check flags. No record, because Kryo cannot set its fields. */
public final class ClassCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long rows;
  private final Map<SourceCheck, Long> flagged;

  private ClassCounts(long rows, Map<SourceCheck, Long> flagged) {
    this.rows = rows;
    this.flagged = flagged;
  }

  /** Of one image. */
  static ClassCounts of(Verdict verdict) {
    var flagged = new TreeMap<SourceCheck, Long>();
    for (var check : SourceCheck.values()) {
      flagged.put(check, verdict.isFlagged(check) ? 1L : 0L);
    }
    return new ClassCounts(1, flagged);
  }

  ClassCounts plus(ClassCounts other) {
    var sums = new TreeMap<>(flagged);
    other.flagged.forEach((check, number) -> sums.merge(check, number, Long::sum));
    return new ClassCounts(rows + other.rows, sums);
  }

  /** Images of the class. */
  public long rows() {
    return rows;
  }

  /** Those that a check flags. */
  public long flagged(SourceCheck check) {
    return flagged.get(check);
  }

  /** Whether a check counts: what more than half of a class is like is the nature of the set. */
  public boolean applies(SourceCheck check) {
    return 2 * flagged(check) <= rows;
  }
}
