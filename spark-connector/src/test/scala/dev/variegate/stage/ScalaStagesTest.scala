package dev.variegate.stage

import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.classification.LogisticRegression
import org.apache.spark.ml.feature.StringIndexer
import org.scalatest.funsuite.AnyFunSuite

/** The stages as Scala users write them. */
class ScalaStagesTest extends AnyFunSuite {

  private lazy val images = Images.unbalanced()

  test("setters chain and transform") {
    val augmenter = new ClassicAugmenter()
      .setPolicy("name: mirror\nsteps: [flip]")
      .setKeyCol("key")
      .setCopies(2)
      .setSeed(7)
    assert(augmenter.transform(images).count() == 3 * images.count())
  }

  test("a sampler adds rows") {
    val sampler = new GenerativeSampler()
      .setModel(Specimens.model())
      .setCounts("""{"coat": 3}""")
      .setKeyCol("key")
    assert(sampler.transform(images).where("lineage.method = 'sample'").count() == 3)
  }

  test("params are set through their pairs") {
    val vectorizer = new ImageVectorizer()
    val vectors = vectorizer.transform(images, vectorizer.width -> 2, vectorizer.height -> 2)
    assert(vectors.count() == images.count())
  }

  test("a balancer is fitted, explained and copied") {
    val model: ClassBalancerModel = new ClassBalancer().setKeyCol("key").fit(images)
    assert(model.explain().contains("oversample"))
    assert(model.transform(images).groupBy("label").count().select("count").distinct().count() == 1)
  }

  test("an augmented pipeline trains on copies and predicts on what it is given") {
    val learner = new Pipeline().setStages(
      Array(
        new StringIndexer().setInputCol("label").setOutputCol("index"),
        new ImageVectorizer().setWidth(4).setHeight(4),
        new LogisticRegression().setLabelCol("index").setMaxIter(2)))
    val augmenter = new ClassicAugmenter().setPolicy("name: mirror\nsteps: [flip]").setKeyCol("key")
    val model: PipelineModel =
      new AugmentedEstimator[PipelineModel]().setAugmenters(augmenter).setEstimator(learner).fit(images)
    assert(model.transform(images).count() == images.count())
  }
}
