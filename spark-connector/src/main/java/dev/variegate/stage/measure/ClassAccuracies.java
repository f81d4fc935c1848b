package dev.variegate.stage.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a classifier that is trained on the features of some images sees in others: multinomial
 * logistic regression by MLlib, in the order of the vectors' hashes, so that the same images give
 * the same accuracies.
 *
 * @param right images of each class that it recognizes
 * @param all images of each class
 */
record ClassAccuracies(Map<String, Long> right, Map<String, Long> all) {

  private static final StructType SCHEMA =
      new StructType().add("label", "double").add("features", SQLDataTypes.VectorType());

  private static final int ITERATIONS = 100;

  /** Against weights that grow without end where classes can be separated. */
  private static final double REGULARIZATION = 1e-3;

  /**
   * Trains and tests.
   *
   * @param labels of all images, in order
   */
  static ClassAccuracies of(
      JavaRDD<LabeledVector> training,
      JavaRDD<LabeledVector> test,
      List<String> labels,
      SparkSession spark) {
    var learner =
        new LogisticRegression()
            .setFamily("multinomial")
            .setMaxIter(ITERATIONS)
            .setRegParam(REGULARIZATION);
    var inOrder = training.keyBy(LabeledVector::hash).sortByKey(true, 1).values();
    var model = learner.fit(table(inOrder, labels, spark));
    var right = new TreeMap<String, Long>();
    var all = new TreeMap<String, Long>();
    for (var row :
        model
            .transform(table(test, labels, spark))
            .groupBy("label", "prediction")
            .count()
            .collectAsList()) {
      var label = labels.get((int) row.getDouble(0));
      all.merge(label, row.getLong(2), Long::sum);
      right.merge(label, row.getDouble(0) == row.getDouble(1) ? row.getLong(2) : 0, Long::sum);
    }
    return new ClassAccuracies(right, all);
  }

  private static Dataset<Row> table(
      JavaRDD<LabeledVector> images, List<String> labels, SparkSession spark) {
    var order = new ArrayList<>(labels);
    var rows =
        images.map(
            image ->
                RowFactory.create(
                    (double) order.indexOf(image.label()), Vectors.dense(image.features())));
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** The share of a class, or of all images, that is recognized, 0 to 1. */
  double of(Optional<String> label) {
    return label
        .map(each -> (double) right.getOrDefault(each, 0L) / all.getOrDefault(each, 0L))
        .orElseGet(() -> (double) sum(right) / sum(all));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
