package dev.variegate.stage.measure;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;

/**
 * How well single properties of images predict their classes. A property is cut into bins of
 * equally many images, texts are bins as they are, and each image is predicted to be of the class
 * that is most frequent in its bin among the images of the other four folds of five. All images of
 * a source lie in one fold.
 *
 * @param label the class as text
 * @param source what images of one source have in common
 */
public record Shortcuts(Dataset<Row> table, Column label, Column source) {

  private static final int FOLDS = 5;
  private static final int BINS = 32;

  /** Where an image lies; the bin is null where it lacks the property. */
  private record Place(Object bin, int fold) {

    Place in(int other) {
      return new Place(bin, other);
    }
  }

  /**
   * How much a property leaves open, {@code (1 - accuracy) / (1 - share of the largest class)},
   * from 0 (it alone says the class) to 1 (it says nothing).
   *
   * @param name of its column, whole or a field of a struct
   * @throws IllegalArgumentException if there is no such column, or it holds neither numbers nor
   *     texts
   */
  public double score(String name) {
    var counts = counts(name);
    var classes = new TreeMap<String, Long>();
    counts.values().forEach(each -> add(each, classes));
    double all = classes.values().stream().mapToLong(Long::longValue).sum();
    double majority = classes.getOrDefault(mostFrequent(classes), 0L) / all;
    double accuracy = right(counts, mostFrequent(classes)) / all;
    return majority < 1 ? Math.min(1, (1 - accuracy) / (1 - majority)) : 1;
  }

  /** Images by class at each place. */
  private Map<Place, Map<String, Long>> counts(String name) {
    var bin = bin(ScoreColumn.find(table.schema(), name, "properties"));
    var fold = pmod(xxhash64(source), lit(FOLDS)).cast("int");
    var counts = new HashMap<Place, Map<String, Long>>();
    for (var row :
        table
            .groupBy(label.as("class"), bin.as("bin"), fold.as("fold"))
            .agg(count(lit(1)))
            .collectAsList()) {
      counts
          .computeIfAbsent(new Place(row.get(1), row.getInt(2)), any -> new TreeMap<>())
          .put(Objects.toString(row.get(0), ""), row.getLong(3));
    }
    return counts;
  }

  private Column bin(ScoreColumn property) {
    if (property.type() instanceof StringType) {
      return property.column();
    }
    var value = property.number();
    var fractions =
        IntStream.range(1, BINS).mapToObj(i -> lit((double) i / BINS)).toArray(Column[]::new);
    var edges = table.agg(percentile(value, array(fractions))).first();
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
      for (int fold = 0; fold < FOLDS; fold++) {
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
}
