package dev.variegate.stage.balance;

import dev.variegate.stage.balance.ClassPlan.Cut;
import dev.variegate.stage.row.SentOnce;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Finds the last row of each class that gets one more copy by a method: in the order of the
 * method's hashes, then of the keys, the row whose rank is the number of such copies. Where rows
 * weigh differently, those with the largest remainders of their shares come first.
 *
 * <p>Hashes are uniform, so that a rank says about where its hash lies. One Spark job counts the
 * rows below that place and sorts those near it by class and hash: of a class of a million rows
 * some ten thousand. Where the row is not among them, which chance hardly brings about, another job
 * sorts all of its class. Of a class whose rows weigh differently the first sorts all.
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
    var searches = windows(cuts, width);
    searches.putAll(remainders());
    find(planned, searches, cuts);
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

  /** How the last row that is copied once more is looked for, among those of a class. */
  private interface Search extends Serializable {

    /** What is counted of all rows before it, and itself. */
    long rank();

    /**
     * Looks at a row.
     *
     * @param counted what it counts for without being sorted
     * @param sorted its place, if it has to be sorted
     */
    void look(int method, Row row, LongConsumer counted, Consumer<RankedRow> sorted);
  }

  /**
   * Where the rank of a hash is looked for.
   *
   * @param low first hash of the rows that are sorted; those below are counted
   * @param high last hash of these
   */
  private record Window(long rank, long low, long high) implements Search {

    static Window of(long rank, long rows, double width) {
      double middle = (double) rank / rows;
      double deviation = Math.sqrt(middle * (1 - middle) / rows) + 1.0 / rows;
      return new Window(rank, hash(middle - width * deviation), hash(middle + width * deviation));
    }

    /** The hash below which a part of all lies; the cast keeps to the ends. */
    private static long hash(double part) {
      return (long) Math.scalb(part - 0.5, Long.SIZE);
    }

    @Override
    public void look(int method, Row row, LongConsumer counted, Consumer<RankedRow> sorted) {
      long hash = row.getLong(PlanRows.HASHES + method);
      if (hash < low) {
        counted.accept(1);
      } else if (hash <= high) {
        sorted.accept(
            new RankedRow(
                method, row.getString(PlanRows.LABEL), 0, hash, row.getString(PlanRows.KEY)));
      }
    }
  }

  /**
   * All rows by the remainders of their shares: the copies that rows get whole are counted, and
   * then one for each row until there are as many as are made.
   *
   * @param rank copies that are made
   */
  private record Remainders(long rank, ClassWeights weights) implements Search {

    @Override
    public void look(int method, Row row, LongConsumer counted, Consumer<RankedRow> sorted) {
      var share = weights.share(rank, row.getLong(PlanRows.WEIGHT));
      counted.accept(share.whole());
      if (share.remainder() > 0) {
        sorted.accept(
            new RankedRow(
                method,
                row.getString(PlanRows.LABEL),
                share.remainder(),
                row.getLong(PlanRows.HASHES + method),
                row.getString(PlanRows.KEY)));
      }
    }
  }

  /** Windows by class and method for what has rows that are copied once more and no cut yet. */
  private Map<String, Map<Integer, Search>> windows(Map<MethodClass, Cut> cuts, double wide) {
    return searches(
        (of, method) -> {
          long extra = of.quotas().get(method).extra();
          return extra > 0 && !cuts.containsKey(new MethodClass(method, of.label()))
              ? Optional.of(Window.of(extra, of.rows(), wide))
              : Optional.empty();
        });
  }

  /** The same for classes whose rows weigh differently. */
  private Map<String, Map<Integer, Search>> remainders() {
    return searches(
        (of, method) -> {
          long made = of.quotas().get(method).made();
          return of.weights() != null && made > 0 && plan.methods().get(method).copies()
              ? Optional.of(new Remainders(made, of.weights()))
              : Optional.empty();
        });
  }

  private Map<String, Map<Integer, Search>> searches(
      BiFunction<ClassPlan, Integer, Optional<Search>> search) {
    var searches = new TreeMap<String, Map<Integer, Search>>();
    for (var of : plan.classes()) {
      var byMethod = new TreeMap<Integer, Search>();
      for (int method = 0; method < of.quotas().size(); method++) {
        int number = method;
        search.apply(of, method).ifPresent(found -> byMethod.put(number, found));
      }
      if (!byMethod.isEmpty()) {
        searches.put(of.label(), byMethod);
      }
    }
    return searches;
  }

  private void find(
      JavaRDD<Row> planned,
      Map<String, Map<Integer, Search>> searches,
      Map<MethodClass, Cut> into) {
    if (searches.isEmpty()) {
      return;
    }
    var sent = new SentOnce<>(planned.context(), searches);
    planned
        .mapPartitionsToPair(rows -> near(rows, sent.value()))
        .repartitionAndSortWithinPartitions(
            new RankedRow.ByClass(partitions), Comparator.naturalOrder())
        .mapPartitions(sorted -> cuts(sorted, sent.value()))
        .collect()
        .forEach(last -> into.put(new MethodClass(last.method(), last.label()), last.cut()));
  }

  /** The rows to sort, and behind them what is counted of the others. */
  private static Iterator<Tuple2<RankedRow, Long>> near(
      Iterator<Row> rows, Map<String, Map<Integer, Search>> searches) {
    var counted = new HashMap<MethodClass, Long>();
    var near =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .flatMap(row -> near(row, searches, counted))
            .map(place -> new Tuple2<>(place, 1L));
    var counts =
        Stream.of(counted)
            .flatMap(all -> all.entrySet().stream())
            .map(
                entry ->
                    new Tuple2<>(
                        RankedRow.counted(entry.getKey().method(), entry.getKey().label()),
                        entry.getValue()));
    return Stream.concat(near, counts).iterator();
  }

  private static Stream<RankedRow> near(
      Row row, Map<String, Map<Integer, Search>> searches, Map<MethodClass, Long> counted) {
    var label = row.getString(PlanRows.LABEL);
    var near = Stream.<RankedRow>builder();
    searches
        .getOrDefault(label, Map.of())
        .forEach(
            (method, search) ->
                search.look(
                    method,
                    row,
                    number -> counted.merge(new MethodClass(method, label), number, Long::sum),
                    near));
    return near.build();
  }

  private static Iterator<RankedRow> cuts(
      Iterator<Tuple2<RankedRow, Long>> sorted, Map<String, Map<Integer, Search>> searches) {
    var cuts = Stream.<RankedRow>builder();
    RankedRow before = null;
    long rank = 0;
    while (sorted.hasNext()) {
      var next = sorted.next();
      var row = next._1();
      rank = before != null && row.isWith(before) ? rank + next._2() : next._2();
      if (row.isRow() && rank == searches.get(row.label()).get(row.method()).rank()) {
        cuts.add(row);
      }
      before = row;
    }
    return cuts.build().iterator();
  }
}
