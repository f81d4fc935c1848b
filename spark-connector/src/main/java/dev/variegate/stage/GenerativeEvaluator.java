package dev.variegate.stage;

import dev.variegate.quality.distribution.Neighbors;
import dev.variegate.stage.feature.FeatureCounts;
import dev.variegate.stage.measure.EvaluatorParams;
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
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
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
    implements EvaluatorParams<GenerativeEvaluator>,
        HasLineageInput<GenerativeEvaluator>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

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

  private Neighbors counted() {
    return getNeighbors() == 0 ? Neighbors.OF_PAPERS : Neighbors.all(getNeighbors());
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
