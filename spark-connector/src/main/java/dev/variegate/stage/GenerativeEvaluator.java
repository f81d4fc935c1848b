package dev.variegate.stage;

import dev.variegate.quality.distribution.Neighbors;
import dev.variegate.stage.feature.FeatureCounts;
import dev.variegate.stage.measure.GenerativeScores;
import dev.variegate.stage.measure.LabeledFeatures;
import dev.variegate.stage.measure.LabeledFeatures.ColumnsRead;
import dev.variegate.stage.measure.Metric;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLineageInput;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.LineageColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores generated images beside the real ones of a table, by a column of features: fid, kid,
 * precision, recall, density, coverage, authenticity, nearest, vendi, label-agreement,
 * classification-accuracy and reverse-accuracy.
 *
 * <p>Rows without a lineage, or with that of an original, are real, all others generated. {@link
 * #evaluate} gives one score, by which {@code CrossValidator} chooses a generator or its Params;
 * {@link #scores} gives a table of all, each beside the score of one half of the real images
 * against the other, overall and for each class. Every score has the same bits, however the rows
 * are partitioned.
 */
public final class GenerativeEvaluator extends Evaluator
    implements HasLineageInput<GenerativeEvaluator>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_NEIGHBORS = 100;

  private final String uid;

  public GenerativeEvaluator() {
    this(Identifiable$.MODULE$.randomUID("generativeEvaluator"));
  }

  public GenerativeEvaluator(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(featuresCol(), "features");
    setDefault(metricName(), Metric.FID.toString());
    setDefault(metrics(), new String[0]);
    setDefault(neighbors(), 0);
    setDefault(maxFeatures(), 0);
    setDefault(seed(), 0L);
  }

  public static MLReader<GenerativeEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  public static GenerativeEvaluator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  public Param<String> featuresCol() {
    return ParamSupport.column(
        this, "featuresCol", "column of features (vector); rows without are left out");
  }

  public Param<String> labelCol() {
    return ParamSupport.column(
        this,
        "labelCol",
        "column of classes, each of which the table of scores has too; if unset, images are scored overall alone");
  }

  public Param<String> predictionCol() {
    return ParamSupport.column(
        this,
        "predictionCol",
        "column of the classes that a classifier sees (the text of labels), for label-agreement");
  }

  public Param<String> metricName() {
    return ParamSupport.text(
        this,
        "metricName",
        "score that evaluate gives: fid, kid, precision, recall, density, coverage, vendi, label-agreement, classification-accuracy or reverse-accuracy; authenticity and nearest, which noise would win by, are for the table alone",
        GenerativeEvaluator::requireGoal);
  }

  public StringArrayParam metrics() {
    return ParamSupport.texts(
        this,
        "metrics",
        "scores of the table; if empty, all that its columns allow",
        words -> Arrays.stream(words).forEach(word -> Metric.parse(word, "metrics")));
  }

  public IntParam neighbors() {
    return ParamSupport.whole(
        this,
        "neighbors",
        "how many nearest images make the neighborhood of an image, 1 to 100; 0 for those of the papers: 3 for precision and recall, 5 for density and coverage",
        value -> requireNeighbors((int) value));
  }

  public IntParam maxFeatures() {
    return ParamSupport.whole(
        this,
        "maxFeatures",
        "maximum number of features; more are projected to so many at random, by the seed; 0 for no limit",
        value -> requireMaxFeatures((int) value));
  }

  public LongParam seed() {
    return new LongParam(this, "seed", "seed of the projection to maxFeatures");
  }

  public GenerativeEvaluator setFeaturesCol(String value) {
    return ParamSupport.set(this, featuresCol(), value);
  }

  public String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  public GenerativeEvaluator setLabelCol(String value) {
    return ParamSupport.set(this, labelCol(), value);
  }

  public String getLabelCol() {
    return getOrDefault(labelCol());
  }

  public GenerativeEvaluator setPredictionCol(String value) {
    return ParamSupport.set(this, predictionCol(), value);
  }

  public String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  public GenerativeEvaluator setMetricName(String value) {
    return ParamSupport.set(this, metricName(), value);
  }

  public String getMetricName() {
    return getOrDefault(metricName());
  }

  public GenerativeEvaluator setMetrics(String... value) {
    return ParamSupport.set(this, metrics(), value);
  }

  public String[] getMetrics() {
    return getOrDefault(metrics()).clone();
  }

  public GenerativeEvaluator setNeighbors(int value) {
    return ParamSupport.set(this, neighbors(), value);
  }

  public int getNeighbors() {
    return (int) getOrDefault(neighbors());
  }

  public GenerativeEvaluator setMaxFeatures(int value) {
    return ParamSupport.set(this, maxFeatures(), value);
  }

  public int getMaxFeatures() {
    return (int) getOrDefault(maxFeatures());
  }

  public GenerativeEvaluator setSeed(long value) {
    return ParamSupport.set(this, seed(), value);
  }

  public long getSeed() {
    return (long) getOrDefault(seed());
  }

  @Override
  public boolean isLargerBetter() {
    return metric().isLargerBetter();
  }

  /**
   * The score {@code metricName} of all generated images beside all real ones.
   *
   * @throws IllegalArgumentException if there are fewer than 6 of either, or than {@code neighbors}
   *     and one more, or their features are not of one width
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    requireColumns(List.of(metric()));
    try (var features = features(dataset)) {
      return new GenerativeScores(features, counted()).score(metric());
    }
  }

  /**
   * All scores.
   *
   * @return a row for each of {@code metrics}, overall (class null) and for each class: {@code
   *     class, metric, score, realScore, real, generated, extractor, note}; realScore is that of
   *     one half of the real images against the other, of half as many images
   * @throws IllegalArgumentException as {@link #evaluate}; a class with too few has no scores, and
   *     a note
   */
  public Dataset<Row> scores(Dataset<?> dataset) {
    var asked = asked();
    requireColumns(asked);
    var extractor = extractor(dataset.schema());
    try (var features = features(dataset)) {
      var rows = new GenerativeScores(features, counted()).rows(asked, extractor);
      return dataset.sparkSession().createDataFrame(rows, GenerativeScores.SCHEMA);
    }
  }

  private List<Metric> asked() {
    var words = getOrDefault(metrics());
    return words.length > 0
        ? Arrays.stream(words).map(word -> Metric.parse(word, "metrics")).toList()
        : Arrays.stream(Metric.values())
            .filter(metric -> columns().missing(metric).isEmpty())
            .toList();
  }

  private void requireColumns(List<Metric> asked) {
    for (var metric : asked) {
      var missing = columns().missing(metric);
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "%s of %s lacks %s; set it, or ask for other scores"
                .formatted(metric, uid, String.join(" and ", missing)));
      }
    }
  }

  private ColumnsRead columns() {
    return new ColumnsRead(
        getOrDefault(featuresCol()),
        getOrDefault(lineageCol()),
        ParamSupport.value(this, labelCol()),
        ParamSupport.value(this, predictionCol()));
  }

  private LabeledFeatures features(Dataset<?> dataset) {
    ParamSupport.requireTable(this, dataset, "scores are of all rows");
    var schema = dataset.schema();
    var columns = columns();
    Columns.typed(schema, columns.features(), "featuresCol", SQLDataTypes.VectorType());
    Columns.typed(schema, columns.lineage(), "lineageCol", LineageColumn.TYPE);
    columns.label().ifPresent(column -> Columns.label(schema, column));
    columns
        .prediction()
        .ifPresent(column -> Columns.typed(schema, column, "predictionCol", DataTypes.StringType));
    return LabeledFeatures.of(
        dataset, columns, (int) getOrDefault(maxFeatures()), (long) getOrDefault(seed()));
  }

  private static void requireGoal(String word) {
    var metric = Metric.parse(word, "metricName");
    if (metric == Metric.AUTHENTICITY || metric == Metric.NEAREST) {
      throw new IllegalArgumentException(
          "metricName is %s but must be a score that a better generator improves; noise has the best %s: take fid, kid or coverage, and look at it in the table of scores"
              .formatted(metric, metric));
    }
  }

  private static void requireNeighbors(int given) {
    if (given < 0 || given > MAX_NEIGHBORS) {
      throw new IllegalArgumentException(
          "neighbors is %d but must be 1 to %d, or 0 for those of the papers; 5 is usual"
              .formatted(given, MAX_NEIGHBORS));
    }
  }

  private Neighbors counted() {
    return getNeighbors() == 0 ? Neighbors.OF_PAPERS : Neighbors.all(getNeighbors());
  }

  private static void requireMaxFeatures(int given) {
    if (given < 0) {
      throw new IllegalArgumentException(
          "maxFeatures is %d but must be 0 (no limit) or more; raise it".formatted(given));
    }
  }

  /** What made the features, and how many of them a store had, as their column says. */
  private String extractor(StructType schema) {
    int column = Columns.index(schema, getOrDefault(featuresCol()), "featuresCol");
    var made =
        FeatureExtractor.of(schema.apply(column))
            .map(FeatureExtractor::toString)
            .orElse("column \"%s\"".formatted(getOrDefault(featuresCol())));
    return FeatureCounts.of(schema.apply(column))
        .map(counts -> "%s, %s".formatted(made, counts))
        .orElse(made);
  }

  private Metric metric() {
    return Metric.parse(getOrDefault(metricName()), "metricName");
  }

  @Override
  public GenerativeEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
