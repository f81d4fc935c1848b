package dev.variegate.examples

import dev.variegate.io.IdxFolder
import dev.variegate.model.ModelBundle
import dev.variegate.stage.{AugmentedEstimator, ClassBalancer, ImageVectorizer}
import dev.variegate.testing.LocalSpark
import java.nio.file.Path
import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.classification.LogisticRegression
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator
import org.apache.spark.ml.feature.StringIndexer
import org.scalatest.funsuite.AnyFunSuite

/** The pipeline example in Scala: long-tailed clothes, balanced by a generative model while fitting. */
class BalancedClothesTest extends AnyFunSuite {

  private val root = Path.of(System.getProperty("variegate.root"))
  private lazy val spark = LocalSpark.session()
  private lazy val classes =
    ModelBundle.open(root.resolve("examples/models/fashion-clothes")).description.labels
  private lazy val images =
    new IdxFolder(root.resolve("examples/data/fashion-longtail").toString, classes)
      .read(spark)
  private lazy val balancer = new ClassBalancer()
    .setKeyCol("key")
    .setSplitCol("split")
    .setMethods(
      s"""[{"method": "sample", "model": "${root.resolve("examples/models/fashion-clothes")}"}]"""
    )
    .setSeed(1)

  test("every class is planned and made as large as the largest") {
    val model = balancer.fit(images)
    assert(model.explain().contains("ankle-boot"))
    val sizes = model.transform(images).where("split = 'train'").groupBy("label").count()
    assert(sizes.select("count").distinct().collect().map(_.getLong(0)).toSeq == Seq(300L))
  }

  test("a pipeline is trained on balanced images and predicts on untouched ones") {
    val learner = new Pipeline().setStages(
      Array(
        new StringIndexer().setInputCol("label").setOutputCol("class"),
        new ImageVectorizer().setWidth(28).setHeight(28).setChannels("gray"),
        new LogisticRegression().setLabelCol("class").setMaxIter(5)
      )
    )
    val model = new AugmentedEstimator[PipelineModel]()
      .setAugmenters(balancer)
      .setEstimator(learner)
      .fit(images.where("split = 'train'"))
    val predictions = model.transform(images.where("split = 'test'"))
    assert(predictions.count() == 1000)
    val accuracy =
      new MulticlassClassificationEvaluator().setLabelCol("class").setMetricName("accuracy")
    assert(accuracy.evaluate(predictions) > 0.4)
  }
}
