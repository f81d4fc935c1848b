package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * How well single properties of images predict their classes. A property is cut into up to 32 bins
 * of equally many images, fewer of a small set, texts are bins as they are, and each image is
 * predicted to be of the class that is most frequent in its bin among the images of the other four
 * folds of five. All images of a source lie in one fold.
 */
public final class Shortcuts implements AutoCloseable {

  private static final int FOLDS = 5;
  private static final int BINS = 32;

  /** Images of a bin at least, on average: of fewer, chance decides which class is frequent. */
  private static final int IMAGES = 20;

  /** Where an image lies; the bin is null where it lacks the property. */
  private record Place(Object bin, long fold) {

    Place in(long other) {
      return new Place(bin, other);
    }
  }

  private final Dataset<Row> rows; // class, fold, real, and each property by its number
  private final List<String> names;
  private final List<ScoreColumn> properties;
  private final int bins;

  private Shortcuts(Dataset<Row> rows, List<String> names, List<ScoreColumn> properties) {
    this.rows = rows;
    this.names = names;
    this.properties = properties;
    this.bins = bins(rows);
  }

  /** As many for real images as for all, so that their scores can be compared. */
  private static int bins(Dataset<Row> rows) {
    long real = rows.where("real").count();
    long images = real > 0 ? real : rows.count();
    return (int) Math.max(2, Math.min(BINS, images / IMAGES));
  }

  /**
   * Goes through a table once and keeps what is needed of it.
   *
   * @param label the class as text
   * @param source what images of one source have in common
   * @param isReal whether an image is not generated
   * @param names of properties: columns, or fields of structs
   * @throws IllegalArgumentException if a property is missing or of no use, or rows have no source
   */
  public static Shortcuts of(
      Dataset<Row> table, Column label, Column source, Column isReal, List<String> names) {
    var properties =
        names.stream().map(name -> ScoreColumn.find(table.schema(), name, "properties")).toList();
    var columns = new ArrayList<Column>();
    columns.add(coalesce(label, lit("")).as("class"));
    columns.add(when(source.isNotNull(), pmod(xxhash64(source), lit(FOLDS))).as("fold"));
    columns.add(isReal.as("real"));
    for (int i = 0; i < properties.size(); i++) {
      var property = properties.get(i);
      columns.add((property.isText() ? property.text() : finite(property)).as("" + i));
    }
    var rows = table.select(columns.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireSources(rows.where("fold is null").count());
    } catch (RuntimeException e) {
      rows.unpersist();
      throw e;
    }
    return new Shortcuts(rows, names, properties);
  }

  /** What is not a number is missing. */
  private static Column finite(ScoreColumn property) {
    return nanvl(property.number(), lit(null).cast("double"));
  }

  private static void requireSources(long without) {
    if (without > 0) {
      throw new IllegalArgumentException(
          "%d rows have neither a lineage nor a key but must have one, so that images of a source stay together; set keyCol"
              .formatted(without));
    }
  }

  /**
   * How much a property leaves open, {@code (1 - accuracy) / (1 - share of the largest class)},
   * from 0 (it alone says the class) to 1 (it says nothing).
   */
  public double score(String name) {
    return score(rows, names.indexOf(name));
  }

  /** The same of real images alone; empty if there are none. */
  public Optional<Double> realScore(String name) {
    var real = rows.where("real");
    return real.isEmpty() ? Optional.empty() : Optional.of(score(real, names.indexOf(name)));
  }

  private double score(Dataset<Row> images, int property) {
    var counts = counts(images, property);
    var classes = new TreeMap<String, Long>();
    counts.values().forEach(each -> add(each, classes));
    double all = classes.values().stream().mapToLong(Long::longValue).sum();
    double majority = classes.getOrDefault(mostFrequent(classes), 0L) / all;
    double accuracy = right(counts, mostFrequent(classes)) / all;
    return majority < 1 ? Math.min(1, (1 - accuracy) / (1 - majority)) : 1;
  }

  /** Images by class at each place. */
  private Map<Place, Map<String, Long>> counts(Dataset<Row> images, int property) {
    var value = images.col("" + property);
    var bin = properties.get(property).isText() ? value : bin(images, value);
    var counts = new HashMap<Place, Map<String, Long>>();
    for (var row :
        images
            .groupBy(images.col("class"), images.col("fold"), bin.as("bin"))
            .agg(count(lit(1)))
            .collectAsList()) {
      counts
          .computeIfAbsent(new Place(row.get(2), row.getLong(1)), any -> new TreeMap<>())
          .put(row.getString(0), row.getLong(3));
    }
    return counts;
  }

  private Column bin(Dataset<Row> images, Column value) {
    var fractions =
        IntStream.range(1, bins).mapToObj(i -> lit((double) i / bins)).toArray(Column[]::new);
    var edges = images.agg(percentile(value, array(fractions))).first();
    var bin = lit(0);
    if (!edges.isNullAt(0)) {
      for (double edge : new TreeSet<Double>(edges.<Double>getList(0))) {
        bin = bin.plus(when(value.gt(edge), 1).otherwise(0));
      }
    }
    return when(value.isNotNull(), bin);
  }

  private static double right(Map<Place, Map<String, Long>> counts, String usual) {
    long right = 0;
    for (var each : counts.entrySet()) {
      var others = new TreeMap<String, Long>();
      for (long fold = 0; fold < FOLDS; fold++) {
        if (fold != each.getKey().fold()) {
          add(counts.getOrDefault(each.getKey().in(fold), Map.of()), others);
        }
      }
      var predicted = others.isEmpty() ? usual : mostFrequent(others);
      right += each.getValue().getOrDefault(predicted, 0L);
    }
    return right;
  }

  private static void add(Map<String, Long> some, Map<String, Long> all) {
    some.forEach((label, number) -> all.merge(label, number, Long::sum));
  }

  /** The most frequent class, of equals the first by name; "" of none. */
  private static String mostFrequent(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .min(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
