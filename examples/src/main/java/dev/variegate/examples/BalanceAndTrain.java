package dev.variegate.examples;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.io.IdxFolder;
import dev.variegate.stage.AugmentedEstimator;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ImageVectorizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.SparkSession;

/**
 * A pipeline that augments while it is fitted and never when it predicts: balancing is wrapped
 * around the rest, so that what is fitted is a plain PipelineModel.
 */
public final class BalanceAndTrain {

  private BalanceAndTrain() {}

  /** Takes the folder of IDX files and a policy file; prints the accuracy on the test split. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: BalanceAndTrain IDX_FOLDER POLICY_FILE");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Balance and train").getOrCreate();
    var policy = Files.readString(Path.of(args[1]));
    System.out.printf("accuracy on test images: %.3f%n", accuracy(spark, args[0], policy, 30));
    spark.stop();
  }

  static double accuracy(SparkSession spark, String folder, String policy, int iterations) {
    var images = new IdxFolder(folder, List.of()).read(spark);
    var model = estimator(policy, iterations).fit(images.filter(col("split").equalTo("train")));
    var predictions = model.transform(images.filter(col("split").equalTo("test")));
    return new MulticlassClassificationEvaluator()
        .setLabelCol("class")
        .setMetricName("accuracy")
        .evaluate(predictions);
  }

  private static AugmentedEstimator<PipelineModel> estimator(String policy, int iterations) {
    var methods = JsonNodeFactory.instance.arrayNode();
    methods.addObject().put("method", "classic").put("policy", policy);
    var balancer = new ClassBalancer().setKeyCol("key").setMethods(methods.toString()).setSeed(1);
    var learner =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("label").setOutputCol("class"),
                  new ImageVectorizer().setWidth(28).setHeight(28).setChannels("gray"),
                  new LogisticRegression().setLabelCol("class").setMaxIter(iterations)
                });
    return new AugmentedEstimator<PipelineModel>().setAugmenters(balancer).setEstimator(learner);
  }
}
