package dev.variegate.stage.balance;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * How large a class is, or a part of it. No record, because Kryo cannot set the fields of one.
 *
 * <p>It is also what the rows of one key add up to, before it is known that they are one.
 */
final class ClassSize implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String label;
  private final long rows;
  private final long bytes;

  /** The first key that several rows share, and their number; null and 0 where none does. */
  private final String shared;

  private final long sharing;

  private ClassSize(String label, long rows, long bytes, String shared, long sharing) {
    this.label = label;
    this.rows = rows;
    this.bytes = bytes;
    this.shared = shared;
    this.sharing = sharing;
  }

  /** Of one row of {@link PlanRows}. */
  static ClassSize of(Row planned) {
    return new ClassSize(
        planned.getString(PlanRows.LABEL), 1, planned.getLong(PlanRows.BYTES), null, 0);
  }

  /** Both together. */
  ClassSize and(ClassSize other) {
    boolean theirs = shared == null || (other.shared != null && other.shared.compareTo(shared) < 0);
    return new ClassSize(
        label,
        rows + other.rows,
        bytes + other.bytes,
        theirs ? other.shared : shared,
        theirs ? other.sharing : sharing);
  }

  /** The same, once all rows of the key are in it. */
  ClassSize ofKey(String key) {
    return rows > 1 ? new ClassSize(label, rows, bytes, key, rows) : this;
  }

  String label() {
    return label;
  }

  long rows() {
    return rows;
  }

  /** Encoded bytes of the images. */
  long bytes() {
    return bytes;
  }

  /** A key that several rows share, or null. */
  String shared() {
    return shared;
  }

  /** How many rows share it. */
  long sharing() {
    return sharing;
  }
}
