package dev.variegate.stage.balance;

import dev.variegate.stage.row.RowWeight;
import java.io.Serializable;
import java.util.Optional;
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
  private final long weight;
  private final long heaviest;
  private final long unused;

  /** The first key that several rows share, and their number; null and 0 where none does. */
  private final String shared;

  private final long sharing;

  private ClassSize(
      String label,
      long rows,
      long bytes,
      long weight,
      long heaviest,
      long unused,
      String shared,
      long sharing) {
    this.label = label;
    this.rows = rows;
    this.bytes = bytes;
    this.weight = weight;
    this.heaviest = heaviest;
    this.unused = unused;
    this.shared = shared;
    this.sharing = sharing;
  }

  /** Of one row of {@link PlanRows}. */
  static ClassSize of(Row planned) {
    long weight = planned.getLong(PlanRows.WEIGHT);
    return new ClassSize(
        planned.getString(PlanRows.LABEL),
        1,
        planned.getLong(PlanRows.BYTES),
        weight,
        weight,
        weight == 0 ? 1 : 0,
        null,
        0);
  }

  /** Both together. */
  ClassSize and(ClassSize other) {
    boolean theirs = shared == null || (other.shared != null && other.shared.compareTo(shared) < 0);
    return new ClassSize(
        label,
        rows + other.rows,
        bytes + other.bytes,
        weight(other),
        Math.max(heaviest, other.heaviest),
        unused + other.unused,
        theirs ? other.shared : shared,
        theirs ? other.sharing : sharing);
  }

  /** Both weights together; that of very many heavy images does not fit. */
  private long weight(ClassSize other) {
    try {
      return Math.addExact(weight, other.weight);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Weights of class \"%s\" add up to more than %d but must not; divide all weights by the same number"
              .formatted(ClassPlan.title(label), Long.MAX_VALUE / RowWeight.ONE),
          e);
    }
  }

  /** The same, once all rows of the key are in it. */
  ClassSize ofKey(String key) {
    return rows > 1 ? new ClassSize(label, rows, bytes, weight, heaviest, unused, key, rows) : this;
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

  /** What the rows weigh; empty where all weigh the same. */
  Optional<ClassWeights> weights() {
    boolean same = heaviest > 0 && weight % rows == 0 && weight / rows == heaviest;
    return same ? Optional.empty() : Optional.of(new ClassWeights(weight, heaviest, unused));
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
