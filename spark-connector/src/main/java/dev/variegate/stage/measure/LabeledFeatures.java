package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.FeatureProjection;
import dev.variegate.quality.distribution.NeighborScores;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.LabelType;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** The features of real and generated images of a table, calculated once. */
public final class LabeledFeatures implements AutoCloseable {

  private final JavaRDD<Entry> entries;
  private final Map<Group, Long> counts;
  private final int width;
  private final Optional<FeatureProjection> projection;

  private LabeledFeatures(
      JavaRDD<Entry> entries,
      Map<Group, Long> counts,
      int width,
      Optional<FeatureProjection> projection) {
    this.entries = entries;
    this.counts = counts;
    this.width = width;
    this.projection = projection;
  }

  /** Images that have all this in common. */
  private record Group(
      String label, boolean generated, boolean confirmed, int width, boolean finite)
      implements Serializable {}

  /**
   * The columns that are read.
   *
   * @param lineage of lineages; real images have none, or one of an original
   * @param label of classes; empty where there are none
   * @param prediction of classes that a classifier sees, as text; empty where there are none
   */
  public record ColumnsRead(
      String features, String lineage, Optional<String> label, Optional<String> prediction) {

    /** Whether labels can be compared with predictions. */
    public boolean confirm() {
      return label.isPresent() && prediction.isPresent();
    }
  }

  /**
   * Of a table, whose rows without features are left out.
   *
   * @param maxFeatures more are projected to so many, by the seed; 0 for no limit
   */
  public static LabeledFeatures of(
      Dataset<?> table, ColumnsRead columns, int maxFeatures, long seed) {
    var labels = columns.label().map(label -> quoted(table, label)).orElse(functions.lit(""));
    var predictions =
        columns.prediction().map(seen -> quoted(table, seen)).orElse(functions.lit(""));
    var read =
        table
            .toDF()
            .select(
                labels,
                RealRows.generated(quoted(table, columns.lineage())),
                quoted(table, columns.features()),
                predictions)
            .javaRDD()
            .filter(row -> !row.isNullAt(2))
            .map(LabeledFeatures::entry);
    var projection = projection(read, maxFeatures, seed);
    var entries =
        projection
            .map(to -> read.mapPartitions(each -> new ProjectedEntries(each, to)))
            .orElse(read)
            .persist(StorageLevel.MEMORY_AND_DISK());
    var counts = entries.map(LabeledFeatures::group).countByValue();
    int width = width(counts, columns.features());
    requireFinite(counts, columns.features());
    return new LabeledFeatures(entries, counts, width, projection);
  }

  /** That of the first image's features, if they are too many. */
  private static Optional<FeatureProjection> projection(
      JavaRDD<Entry> entries, int maxFeatures, long seed) {
    if (maxFeatures == 0) {
      return Optional.empty();
    }
    return entries.take(1).stream()
        .map(first -> first.vector().length)
        .filter(width -> width > maxFeatures)
        .map(width -> new FeatureProjection(seed, width, maxFeatures))
        .findFirst();
  }

  private static Column quoted(Dataset<?> table, String column) {
    return table.col(ColumnNames.quoted(column));
  }

  private static Entry entry(Row row) {
    var label = LabelType.label(row, 0);
    boolean confirmed = !row.isNullAt(3) && label.equals(LabelType.text(row.get(3)));
    return new Entry(label, row.getBoolean(1), confirmed, ((Vector) row.get(2)).toArray());
  }

  private static Group group(Entry each) {
    return new Group(
        each.label(), each.generated(), each.confirmed(), each.vector().length, each.isFinite());
  }

  private static void requireFinite(Map<Group, Long> counts, String column) {
    long spoiled =
        counts.entrySet().stream()
            .filter(each -> !each.getKey().finite())
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (spoiled > 0) {
      throw new IllegalArgumentException(
          "Column \"%s\" holds numbers that are not finite in %d rows but must hold none; leave these images out, or correct the extractor"
              .formatted(column, spoiled));
    }
  }

  private static int width(Map<Group, Long> counts, String column) {
    var widths = new TreeSet<Integer>();
    counts.keySet().forEach(group -> widths.add(group.width()));
    if (widths.size() != 1) {
      throw new IllegalArgumentException(
          "Column \"%s\" holds %s but must hold vectors of one width; take the features of one extractor"
              .formatted(
                  column, widths.isEmpty() ? "no vectors" : "vectors of " + widths + " numbers"));
    }
    return widths.first();
  }

  /** Numbers of a vector, after the projection. */
  public int width() {
    return width;
  }

  /** The projection to fewer numbers, if any. */
  public Optional<FeatureProjection> projection() {
    return projection;
  }

  /** The classes of generated images, in the order of their names. */
  public List<String> labels() {
    var labels = new TreeSet<String>();
    counts.keySet().stream().filter(Group::generated).map(Group::label).forEach(labels::add);
    return List.copyOf(labels);
  }

  /**
   * The share of images whose class a classifier confirms, 0 to 1.
   *
   * @param label their class; empty for all
   */
  double confirmed(Optional<String> label, boolean generated) {
    double all = count(label, generated, group -> true);
    return count(label, generated, Group::confirmed) / all;
  }

  private long count(Optional<String> label, boolean generated, Predicate<Group> which) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().generated() == generated)
        .filter(each -> label.isEmpty() || each.getKey().label().equals(label.get()))
        .filter(each -> which.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * The real images, or the generated ones.
   *
   * @param label their class; empty for all
   * @throws IllegalArgumentException if there are too few to be measured
   */
  FeatureSet set(Optional<String> label, boolean generated) {
    NeighborScores.requireEnough(
        count(label, generated, group -> true),
        "%s images%s"
            .formatted(
                generated ? "generated" : "real",
                label.map(" of class \"%s\""::formatted).orElse("")));
    String asked = label.orElse(null);
    var vectors =
        entries
            .filter(each -> each.generated() == generated)
            .filter(each -> asked == null || asked.equals(each.label()))
            .map(Entry::vector);
    return FeatureSet.of(vectors, width);
  }

  @Override
  public void close() {
    entries.unpersist();
  }
}
