package dev.variegate.stage.audit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Classifiers of labels, one for each fold, that have not seen the images of their fold: MLlib's
 * multinomial logistic regression, in the order of names, so that the same images give the same.
 */
final class FoldModels implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final StructType SCHEMA =
      new StructType().add("label", "double").add("features", SQLDataTypes.VectorType());

  private static final int ITERATIONS = 50;
  private static final double TOLERANCE = 1e-4;

  /** Of standardized features; much less makes classifiers sure of what is mislabeled. */
  private static final double REGULARIZATION = 0.03;

  /** Native linear algebra rounds otherwise as arrays lie in memory, far below this. */
  private static final double ROUNDING = 1e4;

  private final List<double[][]> weights = new ArrayList<>(); // of each class, the intercept last

  private FoldModels() {}

  /**
   * Trains them, several at a time: each takes one core.
   *
   * @param images whose labels are among the classes, persisted
   * @param classes at least two, in order
   */
  static FoldModels of(
      JavaRDD<AuditedImage> images, Folds folds, List<String> classes, SparkSession spark) {
    var models = new FoldModels();
    var order = new ArrayList<>(classes);
    int cores = Math.max(1, spark.sparkContext().defaultParallelism());
    var threads = Executors.newFixedThreadPool(Math.min(Folds.NUMBER, cores));
    try {
      var training =
          IntStream.range(0, Folds.NUMBER)
              .mapToObj(fold -> threads.submit(() -> trained(images, folds, fold, order, spark)))
              .toList();
      for (var fold : training) {
        models.weights.add(fold.get());
      }
      return models;
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double[][] trained(
      JavaRDD<AuditedImage> images,
      Folds folds,
      int fold,
      List<String> classes,
      SparkSession spark) {
    var others =
        images
            .filter(image -> folds.of(image) != fold)
            .keyBy(AuditedImage::name)
            .sortByKey(true, 1) // sums in one order
            .values()
            .map(image -> example(image, classes));
    return trained(others, classes.size(), spark);
  }

  private static Row example(AuditedImage image, List<String> classes) {
    var features = new double[image.features().length];
    for (int i = 0; i < features.length; i++) {
      features[i] = image.features()[i];
    }
    return RowFactory.create((double) classes.indexOf(image.label()), Vectors.dense(features));
  }

  private static double[][] trained(JavaRDD<Row> examples, int classes, SparkSession spark) {
    var model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setMaxIter(ITERATIONS)
            .setTol(TOLERANCE)
            .setRegParam(REGULARIZATION)
            .fit(spark.createDataFrame(examples, SCHEMA));
    return IntStream.range(0, classes)
        .mapToObj(label -> weights(model, label))
        .toArray(double[][]::new);
  }

  private static double[] weights(LogisticRegressionModel model, int label) {
    int width = model.numFeatures();
    var weights = new double[width + 1];
    for (int i = 0; i < width; i++) {
      weights[i] = model.coefficientMatrix().apply(label, i);
    }
    weights[width] = model.interceptVector().apply(label);
    return weights;
  }

  /** The probability of each class, in steps of 1e-4, by the model that has not seen the fold. */
  double[] probabilities(int fold, float[] features) {
    var of = weights.get(fold);
    var scores = new double[of.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < of.length; label++) {
      double sum = of[label][features.length];
      for (int i = 0; i < features.length; i++) {
        sum += of[label][i] * features[i];
      }
      scores[label] = sum;
      highest = Math.max(highest, sum);
    }
    double all = 0;
    for (int label = 0; label < scores.length; label++) {
      scores[label] = Math.exp(scores[label] - highest);
      all += scores[label];
    }
    for (int label = 0; label < scores.length; label++) {
      scores[label] = Math.rint(scores[label] / all * ROUNDING) / ROUNDING;
    }
    return scores;
  }
}
