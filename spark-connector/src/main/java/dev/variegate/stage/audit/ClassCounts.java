package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** What each check says of a class. No record, because Kryo cannot set the fields of one. */
public final class ClassCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long rows;
  private final Map<SourceCheck, Long> flagged;
  private final Map<SourceCheck, Long> scored;

  private ClassCounts(long rows, Map<SourceCheck, Long> flagged, Map<SourceCheck, Long> scored) {
    this.rows = rows;
    this.flagged = flagged;
    this.scored = scored;
  }

  /** Of one image. */
  static ClassCounts of(Verdict verdict) {
    var flagged = new TreeMap<SourceCheck, Long>();
    var scored = new TreeMap<SourceCheck, Long>();
    for (var check : SourceCheck.values()) {
      flagged.put(check, verdict.isFlagged(check) ? 1L : 0L);
      scored.put(check, verdict.isScored(check) ? 1L : 0L);
    }
    return new ClassCounts(1, flagged, scored);
  }

  ClassCounts plus(ClassCounts other) {
    return new ClassCounts(
        rows + other.rows, sums(flagged, other.flagged), sums(scored, other.scored));
  }

  private static Map<SourceCheck, Long> sums(
      Map<SourceCheck, Long> one, Map<SourceCheck, Long> other) {
    var sums = new TreeMap<>(one);
    other.forEach((check, number) -> sums.merge(check, number, Long::sum));
    return sums;
  }

  /** Images of the class. */
  public long rows() {
    return rows;
  }

  /** Those that a check flags. */
  public long flagged(SourceCheck check) {
    return flagged.get(check);
  }

  /** Whether a check is made: labels are not where classes are too few. */
  public boolean isMade(SourceCheck check) {
    return scored.get(check) > 0;
  }

  /** Whether a check counts: what more than half of a class is like is the nature of the set. */
  public boolean applies(SourceCheck check) {
    return 2 * flagged(check) <= rows;
  }
}
