package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
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
  private record Place(String bin, long fold) {

    Place in(long other) {
      return new Place(bin, other);
    }
  }

  private final Dataset<Row> rows; // class, fold, real, and each property by its number
  private final List<ScoreColumn> properties;
  private final int bins;

  private Shortcuts(Dataset<Row> rows, List<ScoreColumn> properties) {
    this.rows = rows;
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
    return new Shortcuts(rows, properties);
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
   * How much each property leaves open, {@code (1 - accuracy) / (1 - share of the largest class)},
   * from 0 (it alone says the class) to 1 (it says nothing); in the order of their names.
   */
  public List<Double> scores() {
    return scores(rows);
  }

  /** The same of real images alone; empty if there are none. */
  public Optional<List<Double>> realScores() {
    var real = rows.where("real");
    return real.isEmpty() ? Optional.empty() : Optional.of(scores(real));
  }

  private List<Double> scores(Dataset<Row> images) {
    return counts(images).stream().map(Shortcuts::score).toList();
  }

  private static double score(Map<Place, Map<String, Long>> counts) {
    var classes = new TreeMap<String, Long>();
    counts.values().forEach(each -> add(each, classes));
    double all = classes.values().stream().mapToLong(Long::longValue).sum();
    double majority = classes.getOrDefault(mostFrequent(classes), 0L) / all;
    double accuracy = right(counts, mostFrequent(classes)) / all;
    return majority < 1 ? Math.min(1, (1 - accuracy) / (1 - majority)) : 1;
  }

  /** Images by class at each place, of each property. */
  private List<Map<Place, Map<String, Long>>> counts(Dataset<Row> images) {
    var edges = edges(images);
    var places = new Column[properties.size()];
    var counts = new ArrayList<Map<Place, Map<String, Long>>>();
    for (int i = 0; i < places.length; i++) {
      var value = col("" + i);
      var bin = properties.get(i).isText() ? value : bin(value, edges.get(i)).cast("string");
      places[i] = struct(lit(i).as("property"), bin.as("bin"));
      counts.add(new HashMap<>());
    }
    for (var row :
        images
            .select(col("class"), col("fold"), explode(array(places)).as("place"))
            .groupBy("class", "fold", "place.property", "place.bin")
            .agg(count(lit(1)))
            .collectAsList()) {
      counts
          .get(row.getInt(2))
          .computeIfAbsent(new Place(row.getString(3), row.getLong(1)), any -> new TreeMap<>())
          .put(row.getString(0), row.getLong(4));
    }
    return counts;
  }

  /** Between bins of equally many images, of each property; none of texts. */
  private List<SortedSet<Double>> edges(Dataset<Row> images) {
    var fractions =
        IntStream.range(1, bins).mapToObj(i -> lit((double) i / bins)).toArray(Column[]::new);
    var quantiles = new ArrayList<Column>();
    for (int i = 0; i < properties.size(); i++) {
      quantiles.add(
          properties.get(i).isText()
              ? lit(null).as("" + i)
              : percentile(col("" + i), array(fractions)).as("" + i));
    }
    var found = images.groupBy().agg(count(lit(1)), quantiles.toArray(Column[]::new)).first();
    return IntStream.rangeClosed(1, properties.size())
        .mapToObj(i -> found.isNullAt(i) ? List.<Double>of() : found.<Double>getList(i))
        .<SortedSet<Double>>map(TreeSet::new)
        .toList();
  }

  private static Column bin(Column value, SortedSet<Double> edges) {
    var bin = lit(0);
    for (double edge : edges) {
      bin = bin.plus(when(value.gt(edge), 1).otherwise(0));
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
