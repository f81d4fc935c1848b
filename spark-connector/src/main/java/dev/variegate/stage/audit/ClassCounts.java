package dev.variegate.stage.audit;

import dev.variegate.quality.source.SourceCheck;
import java.io.Serializable;

/** How many images of a class each check flags. No record, because Kryo cannot set its fields. */
public final class ClassCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long rows;
  private final long[] flagged; // in the order of checks

  private ClassCounts(long rows, long[] flagged) {
    this.rows = rows;
    this.flagged = flagged;
  }

  /** Of one image. */
  static ClassCounts of(AuditFindings.Verdict verdict) {
    var flagged = new long[SourceCheck.values().length];
    for (var check : SourceCheck.values()) {
      flagged[check.ordinal()] = verdict.issues().contains(check.word()) ? 1 : 0;
    }
    return new ClassCounts(1, flagged);
  }

  ClassCounts plus(ClassCounts other) {
    var sums = flagged.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.flagged[i];
    }
    return new ClassCounts(rows + other.rows, sums);
  }

  /** Images of the class. */
  public long rows() {
    return rows;
  }

  /** Those that a check flags. */
  public long flagged(SourceCheck check) {
    return flagged[check.ordinal()];
  }

  /** Whether a check counts: what more than half of a class is like is the nature of the set. */
  public boolean applies(SourceCheck check) {
    return 2 * flagged(check) <= rows;
  }
}
