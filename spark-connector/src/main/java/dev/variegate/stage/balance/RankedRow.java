package dev.variegate.stage.balance;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;

/**
 * Where a row stands among those of its class, for a method; or what stands for all that is counted
 * and not sorted, before the rows that are. No record, because Kryo cannot set the fields of one.
 */
final class RankedRow implements Comparable<RankedRow>, Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<RankedRow> ORDER =
      Comparator.comparingInt((RankedRow row) -> row.method)
          .thenComparing(row -> row.label)
          .thenComparing(Comparator.comparingLong((RankedRow row) -> row.remainder).reversed())
          .thenComparingLong(row -> row.hash)
          .thenComparing(row -> row.key, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final int method;
  private final String label;
  private final long remainder;
  private final long hash;
  private final String key;

  /**
   * A row.
   *
   * @param remainder of its share; 0 where all rows weigh the same
   */
  RankedRow(int method, String label, long remainder, long hash, String key) {
    this.method = method;
    this.label = label;
    this.remainder = remainder;
    this.hash = hash;
    this.key = key;
  }

  static RankedRow counted(int method, String label) {
    return new RankedRow(method, label, Long.MAX_VALUE, Long.MIN_VALUE, null);
  }

  boolean isRow() {
    return key != null;
  }

  /** Whether both are of the same class and method. */
  boolean isWith(RankedRow other) {
    return method == other.method && label.equals(other.label);
  }

  int method() {
    return method;
  }

  String label() {
    return label;
  }

  ClassPlan.Cut cut() {
    return new ClassPlan.Cut(remainder, hash, key);
  }

  @Override
  public int compareTo(RankedRow other) {
    return ORDER.compare(this, other);
  }

  /** Brings the rows of a class together, for each method by itself. */
  static final class ByClass extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final HashPartitioner hashes;

    ByClass(int partitions) {
      this.hashes = new HashPartitioner(partitions);
    }

    @Override
    public int numPartitions() {
      return hashes.numPartitions();
    }

    @Override
    public int getPartition(Object key) {
      var row = (RankedRow) key;
      return hashes.getPartition(List.of(row.method, row.label));
    }
  }
}
