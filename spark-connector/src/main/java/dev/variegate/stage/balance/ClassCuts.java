package dev.variegate.stage.balance;

import dev.variegate.stage.balance.ClassPlan.Cut;
import dev.variegate.stage.row.SentOnce;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Finds the last row of each class that gets one more copy by a method: in the order of the
 * method's hashes, then of the keys, the row whose rank is the number of such copies.
 *
 * <p>Hashes are uniform, so that a rank says about where its hash lies. One Spark job counts the
 * rows below that place and sorts those near it by class and hash: of a class of a million rows
 * some ten thousand. Where the row is not among them, which chance hardly brings about, another job
 * sorts all of its class.
 */
final class ClassCuts {

  /** Standard deviations to each side of the place where a rank is expected. */
  static final double WIDTH = 8;

  private final Plan plan;
  private final int partitions;
  private final double width;

  /**
   * @param partitions of the sorted rows
   */
  ClassCuts(Plan plan, int partitions) {
    this(plan, partitions, WIDTH);
  }

  ClassCuts(Plan plan, int partitions, double width) {
    this.plan = plan;
    this.partitions = partitions;
    this.width = width;
  }

  /** The plan with its cuts. */
  Plan of(JavaRDD<Row> planned) {
    var cuts = new HashMap<MethodClass, Cut>();
    find(planned, windows(cuts, width), cuts);
    find(planned, windows(cuts, Double.POSITIVE_INFINITY), cuts);
    var cut = plan;
    for (int method = 0; method < plan.methods().size(); method++) {
      var byClass = new HashMap<String, Cut>();
      for (var found : cuts.entrySet()) {
        if (found.getKey().method() == method) {
          byClass.put(found.getKey().label(), found.getValue());
        }
      }
      cut = cut.withCuts(method, byClass);
    }
    return cut;
  }

  /** A method and a class. */
  private record MethodClass(int method, String label) {}

  /**
   * Where a rank is looked for.
   *
   * @param low first hash of the rows that are sorted; those below are counted
   * @param high last hash of these
   */
  private record Window(long rank, long low, long high) implements Serializable {

    static Window of(long rank, long rows, double width) {
      double middle = (double) rank / rows;
      double deviation = Math.sqrt(middle * (1 - middle) / rows) + 1.0 / rows;
      return new Window(rank, hash(middle - width * deviation), hash(middle + width * deviation));
    }

    /** The hash below which a part of all lies; the cast keeps to the ends. */
    private static long hash(double part) {
      return (long) Math.scalb(part - 0.5, Long.SIZE);
    }
  }

  /** Windows by class and method for what has rows that are copied once more and no cut yet. */
  private Map<String, Map<Integer, Window>> windows(Map<MethodClass, Cut> cuts, double wide) {
    var windows = new TreeMap<String, Map<Integer, Window>>();
    for (var of : plan.classes()) {
      var byMethod = new TreeMap<Integer, Window>();
      IntStream.range(0, of.quotas().size())
          .filter(method -> of.quotas().get(method).extra() > 0)
          .filter(method -> !cuts.containsKey(new MethodClass(method, of.label())))
          .forEach(
              method ->
                  byMethod.put(
                      method, Window.of(of.quotas().get(method).extra(), of.rows(), wide)));
      if (!byMethod.isEmpty()) {
        windows.put(of.label(), byMethod);
      }
    }
    return windows;
  }

  private void find(
      JavaRDD<Row> planned, Map<String, Map<Integer, Window>> windows, Map<MethodClass, Cut> into) {
    if (windows.isEmpty()) {
      return;
    }
    var sent = new SentOnce<>(planned.context(), windows);
    planned
        .mapPartitionsToPair(rows -> near(rows, sent.value()))
        .repartitionAndSortWithinPartitions(new ByClass(partitions), Comparator.naturalOrder())
        .mapPartitions(sorted -> cuts(sorted, sent.value()))
        .collect()
        .forEach(
            place ->
                into.put(
                    new MethodClass(place.method, place.label), new Cut(place.hash, place.key)));
  }

  /** The rows within the windows, and behind them how many lie below each. */
  private static Iterator<Tuple2<Place, Long>> near(
      Iterator<Row> rows, Map<String, Map<Integer, Window>> windows) {
    var below = new HashMap<MethodClass, Long>();
    var near =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .flatMap(row -> near(row, windows, below))
            .map(place -> new Tuple2<>(place, 1L));
    var counts =
        Stream.of(below)
            .flatMap(counted -> counted.entrySet().stream())
            .map(
                entry ->
                    new Tuple2<>(
                        Place.below(entry.getKey().method(), entry.getKey().label()),
                        entry.getValue()));
    return Stream.concat(near, counts).iterator();
  }

  private static Stream<Place> near(
      Row row, Map<String, Map<Integer, Window>> windows, Map<MethodClass, Long> below) {
    var label = row.getString(PlanRows.LABEL);
    var near = Stream.<Place>builder();
    windows
        .getOrDefault(label, Map.of())
        .forEach(
            (method, window) -> {
              long hash = row.getLong(PlanRows.HASHES + method);
              if (hash < window.low()) {
                below.merge(new MethodClass(method, label), 1L, Long::sum);
              } else if (hash <= window.high()) {
                near.add(new Place(method, label, hash, row.getString(PlanRows.KEY)));
              }
            });
    return near.build();
  }

  private static Iterator<Place> cuts(
      Iterator<Tuple2<Place, Long>> sorted, Map<String, Map<Integer, Window>> windows) {
    var cuts = Stream.<Place>builder();
    Place before = null;
    long rank = 0;
    while (sorted.hasNext()) {
      var next = sorted.next();
      var place = next._1();
      rank = before != null && place.isWith(before) ? rank + next._2() : next._2();
      if (place.key != null && rank == windows.get(place.label).get(place.method).rank()) {
        cuts.add(place);
      }
      before = place;
    }
    return cuts.build().iterator();
  }

  /**
   * Where a row stands among those of its class, for a method; or what stands for all rows below a
   * window, before the rows within. No record, because Kryo cannot set the fields of one.
   */
  private static final class Place implements Comparable<Place>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Place> ORDER =
        Comparator.comparingInt((Place place) -> place.method)
            .thenComparing(place -> place.label)
            .thenComparingLong(place -> place.hash)
            .thenComparing(place -> place.key, Comparator.nullsFirst(Comparator.naturalOrder()));

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

    static Place below(int method, String label) {
      return new Place(method, label, Long.MIN_VALUE, null);
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
