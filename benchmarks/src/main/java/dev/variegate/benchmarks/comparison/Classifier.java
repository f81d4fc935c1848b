package dev.variegate.benchmarks.comparison;

import static org.apache.spark.sql.functions.col;

import dev.variegate.io.ImageSource;
import dev.variegate.stage.ImageVectorizer;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The classifier that every training set is judged by: MLlib's perceptron with one hidden layer, on
 * 28x28 gray pixels.
 *
 * @param classes names, in the order of their numbers
 * @param iterations of L-BFGS, the same for every set
 */
record Classifier(List<String> classes, int iterations) {

  private static final int SIDE = 28;
  private static final int HIDDEN = 40;
  private static final int TASKS = 2;
  private static final String FEATURES = "features";
  private static final String CLASS = "class";

  /**
   * Pixels and class of each row, kept in memory; the caller lets go of them. Each step of the
   * training is a Spark job and costs as many tasks as there are partitions. Images are placed by
   * their bytes, for the sums of the training, and so its result, depend on their order.
   */
  Dataset<Row> vectors(Dataset<Row> images) {
    var pixels = new ImageVectorizer().setWidth(SIDE).setHeight(SIDE).setChannels("gray");
    var index =
        new StringIndexerModel(classes.toArray(String[]::new))
            .setInputCol(ImageSource.LABEL)
            .setOutputCol(CLASS);
    var placed =
        images.repartition(TASKS, col(ImageSource.IMAGE)).sortWithinPartitions(ImageSource.IMAGE);
    return index
        .transform(pixels.transform(placed))
        .select(FEATURES, CLASS)
        .persist(StorageLevel.MEMORY_ONLY());
  }

  /** Trains with a seed that draws the first weights; returns {@code [true][predicted]} counts. */
  long[][] confusion(Dataset<Row> train, Dataset<Row> test, long seed) {
    var model =
        new MultilayerPerceptronClassifier()
            .setLayers(new int[] {SIDE * SIDE, HIDDEN, classes.size()})
            .setFeaturesCol(FEATURES)
            .setLabelCol(CLASS)
            .setMaxIter(iterations)
            .setSeed(seed)
            .fit(train);
    var confusion = new long[classes.size()][classes.size()];
    for (var row :
        model
            .transform(test)
            .groupBy(col(CLASS), col(model.getPredictionCol()))
            .count()
            .collectAsList()) {
      confusion[(int) row.getDouble(0)][(int) row.getDouble(1)] = row.getLong(2);
    }
    return confusion;
  }
}
