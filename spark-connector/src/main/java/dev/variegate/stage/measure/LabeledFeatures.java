package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.FeatureProjection;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.LineageColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** The features of real and generated images of a table, calculated once. */
public final class LabeledFeatures implements AutoCloseable {

  private final JavaRDD<LabeledVector> images;
  private final Map<VectorGroup, Long> counts;
  private final int width;
  private final Optional<FeatureProjection> projection;
  private final SparkSession spark;

  private LabeledFeatures(
      JavaRDD<LabeledVector> images,
      Map<VectorGroup, Long> counts,
      int width,
      Optional<FeatureProjection> projection,
      SparkSession spark) {
    this.images = images;
    this.counts = counts;
    this.width = width;
    this.projection = projection;
    this.spark = spark;
  }

  /**
   * The columns that are read.
   *
   * @param lineage of lineages; real images have none, or one of an original
   * @param label of classes; empty where there are none
   * @param prediction of classes that a classifier sees, as text; empty where there are none
   */
  public record ColumnsRead(
      String features, String lineage, Optional<String> label, Optional<String> prediction) {

    /** The Params of columns that a metric needs and that are not set. */
    public List<String> missing(Metric metric) {
      var missing = new ArrayList<String>();
      if (metric.needsLabels() && label.isEmpty()) {
        missing.add("labelCol");
      }
      if (metric == Metric.LABEL_AGREEMENT && prediction.isEmpty()) {
        missing.add("predictionCol");
      }
      return missing;
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
                LineageColumn.isGenerated(quoted(table, columns.lineage())),
                quoted(table, columns.features()),
                predictions)
            .javaRDD()
            .filter(row -> !row.isNullAt(2))
            .map(LabeledFeatures::image);
    var projection = projection(read, maxFeatures, seed);
    var images =
        projection
            .map(to -> read.mapPartitions(each -> new ProjectedVectors(each, to)))
            .orElse(read)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var counts = images.map(LabeledVector::group).countByValue();
      int given = width(counts, columns.features());
      requireFinite(counts, columns.features());
      int width = projection.map(FeatureProjection::left).orElse(given);
      return new LabeledFeatures(images, counts, width, projection, table.sparkSession());
    } catch (RuntimeException e) {
      images.unpersist();
      throw e;
    }
  }

  /** That of the first image's features, if they are too many. */
  private static Optional<FeatureProjection> projection(
      JavaRDD<LabeledVector> images, int maxFeatures, long seed) {
    if (maxFeatures == 0) {
      return Optional.empty();
    }
    return images.take(1).stream()
        .map(LabeledVector::width)
        .filter(width -> width > maxFeatures)
        .map(width -> new FeatureProjection(seed, width, maxFeatures))
        .findFirst();
  }

  private static Column quoted(Dataset<?> table, String column) {
    return table.col(ColumnNames.quoted(column));
  }

  private static LabeledVector image(Row row) {
    var label = LabelType.label(row, 0);
    boolean confirmed = !row.isNullAt(3) && label.equals(LabelType.text(row.get(3)));
    return LabeledVector.of(label, row.getBoolean(1), confirmed, ((Vector) row.get(2)).toArray());
  }

  private static void requireFinite(Map<VectorGroup, Long> counts, String column) {
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

  private static int width(Map<VectorGroup, Long> counts, String column) {
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

  /** The classes of all images, in the order of their names. */
  public List<String> labels() {
    return counts.keySet().stream().map(VectorGroup::label).distinct().sorted().toList();
  }

  /**
   * The share of images whose class a classifier confirms, 0 to 1.
   *
   * @param label their class; empty for all
   */
  double confirmed(Optional<String> label, boolean generated) {
    double all = count(label, generated);
    return count(label, generated, VectorGroup::confirmed) / all;
  }

  private long count(Optional<String> label, boolean generated, Predicate<VectorGroup> which) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().generated() == generated)
        .filter(each -> label.isEmpty() || each.getKey().label().equals(label.get()))
        .filter(each -> which.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What a classifier sees in the real images that is trained on the generated ones. */
  ClassAccuracies accuracies() {
    return accuracies(LabeledVector::generated, image -> !image.generated());
  }

  /** What a classifier sees in the generated images that is trained on the real ones. */
  ClassAccuracies reverseAccuracies() {
    return accuracies(image -> !image.generated(), LabeledVector::generated);
  }

  /** What a classifier sees in one half of the real images that is trained on the other. */
  ClassAccuracies realAccuracies() {
    return accuracies(
        image -> !image.generated() && image.isInFirstHalf(),
        image -> !image.generated() && !image.isInFirstHalf());
  }

  private ClassAccuracies accuracies(
      Function<LabeledVector, Boolean> training, Function<LabeledVector, Boolean> test) {
    return ClassAccuracies.of(images.filter(training), images.filter(test), labels(), spark);
  }

  /** How many images of a class there are; empty for all classes. */
  long count(Optional<String> label, boolean generated) {
    return count(label, generated, group -> true);
  }

  /**
   * The real images, or the generated ones.
   *
   * @param label their class; empty for all
   */
  FeatureSet set(Optional<String> label, boolean generated) {
    String asked = label.orElse(null);
    var vectors =
        images
            .filter(each -> each.generated() == generated)
            .filter(each -> asked == null || asked.equals(each.label()))
            .map(LabeledVector::features);
    return FeatureSet.of(vectors, count(label, generated), width);
  }

  @Override
  public void close() {
    images.unpersist();
  }
}
