package dev.variegate.stage

import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.classification.LogisticRegression
import org.apache.spark.ml.feature.StringIndexer
import org.scalatest.funsuite.AnyFunSuite

/** The stages as Scala users write them. */
class ScalaStagesTest extends AnyFunSuite {

  private lazy val pictures = Pictures.unbalanced()

  test("setters chain and transform") {
    val augmenter = new ClassicAugmenter()
      .setPolicy("name: mirror\nsteps: [flip]")
      .setKeyCol("key")
      .setCopies(2)
      .setSeed(7)
    assert(augmenter.transform(pictures).count() == 3 * pictures.count())
  }

  test("a sampler adds rows") {
    val sampler = new GenerativeSampler()
      .setModel(Specimens.model())
      .setCounts("""{"coat": 3}""")
      .setKeyCol("key")
    assert(sampler.transform(pictures).where("lineage.method = 'sample'").count() == 3)
  }

  test("params are set through their pairs") {
    val vectorizer = new ImageVectorizer()
    val vectors = vectorizer.transform(pictures, vectorizer.width -> 2, vectorizer.height -> 2)
    assert(vectors.count() == pictures.count())
  }

  test("a balancer is fitted, explained and copied") {
    val model: ClassBalancerModel = new ClassBalancer().setKeyCol("key").fit(pictures)
    assert(model.explain().contains("oversample"))
    assert(model.transform(pictures).groupBy("label").count().select("count").distinct().count() == 1)
  }

  test("an augmented pipeline trains on copies and predicts on what it is given") {
    val learner = new Pipeline().setStages(
      Array(
        new StringIndexer().setInputCol("label").setOutputCol("index"),
        new ImageVectorizer().setWidth(4).setHeight(4),
        new LogisticRegression().setLabelCol("index").setMaxIter(2)))
    val augmenter = new ClassicAugmenter().setPolicy("name: mirror\nsteps: [flip]").setKeyCol("key")
    val model: PipelineModel =
      new AugmentedEstimator[PipelineModel]().setAugmenters(augmenter).setEstimator(learner).fit(pictures)
    assert(model.transform(pictures).count() == pictures.count())
  }
}
