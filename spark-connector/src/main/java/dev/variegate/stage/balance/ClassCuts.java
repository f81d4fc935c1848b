package dev.variegate.stage.balance;

import dev.variegate.stage.balance.ClassPlan.Cut;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Finds the last row of each class that gets one more copy by a method: in the order of the
 * method's hashes, then of the keys, the row whose rank is the number of such copies. One Spark job
 * sorts the rows of such classes by class and hash.
 */
final class ClassCuts {

  private final Plan plan;
  private final int partitions;

  /**
   * @param partitions of the sorted rows
   */
  ClassCuts(Plan plan, int partitions) {
    this.plan = plan;
    this.partitions = partitions;
  }

  /** The plan with its cuts. */
  Plan of(JavaRDD<Row> planned) {
    var extras = extras();
    if (extras.isEmpty()) {
      return plan;
    }
    var found =
        planned
            .flatMapToPair(row -> ranked(row, extras))
            .repartitionAndSortWithinPartitions(new ByClass(partitions), Comparator.naturalOrder())
            .mapPartitions(sorted -> cuts(sorted, extras))
            .collect();
    var cuts = new HashMap<Integer, Map<String, Cut>>();
    for (var place : found) {
      cuts.computeIfAbsent(place.method, any -> new HashMap<>())
          .put(place.label, new Cut(place.hash, place.key));
    }
    var cut = plan;
    for (var entry : cuts.entrySet()) {
      cut = cut.withCuts(entry.getKey(), entry.getValue());
    }
    return cut;
  }

  /** For each class how many rows get one more copy, by method; classes of none are left out. */
  private Map<String, long[]> extras() {
    var extras = new HashMap<String, long[]>();
    for (var of : plan.classes()) {
      var numbers = of.quotas().stream().mapToLong(ClassPlan.Quota::extra).toArray();
      for (long number : numbers) {
        if (number > 0) {
          extras.put(of.label(), numbers);
        }
      }
    }
    return extras;
  }

  private static Iterator<Tuple2<Place, Boolean>> ranked(Row row, Map<String, long[]> extras) {
    var places = new ArrayList<Tuple2<Place, Boolean>>();
    var label = row.getString(PlanRows.LABEL);
    var numbers = extras.getOrDefault(label, new long[0]);
    for (int method = 0; method < numbers.length; method++) {
      if (numbers[method] > 0) {
        var place =
            new Place(
                method, label, row.getLong(PlanRows.HASHES + method), row.getString(PlanRows.KEY));
        places.add(new Tuple2<>(place, true));
      }
    }
    return places.iterator();
  }

  private static Iterator<Place> cuts(
      Iterator<Tuple2<Place, Boolean>> sorted, Map<String, long[]> extras) {
    var cuts = new ArrayList<Place>();
    Place before = null;
    long rank = 0;
    while (sorted.hasNext()) {
      var place = sorted.next()._1();
      rank = before != null && place.isWith(before) ? rank + 1 : 1;
      if (rank == extras.get(place.label)[place.method]) {
        cuts.add(place);
      }
      before = place;
    }
    return cuts.iterator();
  }

  /**
   * Where a row stands among those of its class, for a method. No record, because Kryo cannot set
   * the fields of one.
   */
  private static final class Place implements Comparable<Place>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Place> ORDER =
        Comparator.comparingInt((Place place) -> place.method)
            .thenComparing(place -> place.label)
            .thenComparingLong(place -> place.hash)
            .thenComparing(place -> place.key);

    private final int method;
    private final String label;
    private final long hash;
    private final String key;

    Place(int method, String label, long hash, String key) {
      this.method = method;
      this.label = label;
      this.hash = hash;
      this.key = key;
    }

    boolean isWith(Place other) {
      return method == other.method && label.equals(other.label);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Brings the rows of a class together, for each method by itself. */
  private static final class ByClass extends Partitioner {

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
      var place = (Place) key;
      return hashes.getPartition(List.of(place.method, place.label));
    }
  }
}
