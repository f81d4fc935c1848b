package dev.variegate.stage

import org.scalatest.funsuite.AnyFunSuite

class ScalaStagesTest extends AnyFunSuite {

  test("setters chain from Scala") {
    val augmenter = new ClassicAugmenter().setPolicy("name: mirror\nsteps: [flip]").setCopies(2).setSeed(7).setKeyCol("key")
    assert(augmenter.transform(Pictures.unbalanced()).count() == 33)
  }
}
