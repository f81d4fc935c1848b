package dev.variegate.quality.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairwiseScoresTest {

  /** Vectors of a normal distribution. */
  static List<double[]> normal(String key, int rows, int width, double mean, double deviation) {
    var vectors = new ArrayList<double[]>();
    for (int i = 0; i < rows; i++) {
      var random = Seeds.generator(1, key, 0, i);
      var vector = new double[width];
      for (int k = 0; k < width; k++) {
        vector[k] = mean + deviation * random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static PairwiseScores scores(List<double[]> real, List<double[]> generated) {
    return PairwiseScores.of(
        FeatureBlock.of(real), FeatureBlock.of(generated), Neighbors.OF_PAPERS);
  }

  @Test
  void kidIsUnbiasedAndTheSumOverPairs() {
    var real = normal("kid real", 40, 6, 0, 1);
    var generated = normal("kid generated", 30, 6, 0.5, 1);
    double expected =
        mean(real, real, true)
            + mean(generated, generated, true)
            - 2 * mean(real, generated, false);
    assertThat(scores(real, generated).kid()).isCloseTo(expected, offset(1e-12));
    double sum = 0;
    double least = 0;
    for (int i = 0; i < 20; i++) {
      double kid = scores(normal("a" + i, 50, 6, 0, 1), normal("b" + i, 50, 6, 0, 1)).kid();
      sum += kid;
      least = Math.min(least, kid);
    }
    assertThat(sum / 20).isBetween(-0.02, 0.02);
    assertThat(least).isNegative();
  }

  private static double mean(List<double[]> a, List<double[]> b, boolean same) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        if (!same || i != j) {
          double product = 0;
          for (int k = 0; k < a.get(i).length; k++) {
            product += a.get(i)[k] * b.get(j)[k];
          }
          sum += Math.pow(product / a.get(i).length + 1, 3);
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  @Test
  void oneDistributionHasTheScoresThatThePaperDerives() {
    var made = scores(normal("real", 1000, 64, 0, 1), normal("generated", 1000, 64, 0, 1));
    assertThat(made.density()).isBetween(0.9, 1.1);
    assertThat(made.coverage()).isCloseTo(1 - Math.pow(0.5, 5), offset(0.02));
    assertThat(made.precision()).isCloseTo(made.recall(), offset(0.06));
  }

  /**
   * Standard normal vectors of 1,000 numbers beside others, k = 5. Of 500 and 500 NumPy gives
   * 0.6405, 0.6401, 0.9954 and 0.9695 as means of 100 draws, with deviations of 0.034, 0.028, 0.138
   * and 0.013; the mean of 8 lies within 4 of its own. Of 10,000 and 10,000 the figures are those
   * of prdc: {@code benchmarks/measure-gaussians.sh}.
   */
  @Test
  void normalDistributionsOfManyFeaturesHaveTheScoresOfNumPy() {
    int draws = 8;
    double precision = 0;
    double recall = 0;
    double density = 0;
    double coverage = 0;
    for (int draw = 0; draw < draws; draw++) {
      var made =
          PairwiseScores.of(
              FeatureBlock.of(normal("wide real " + draw, 500, 1000, 0, 1)),
              FeatureBlock.of(normal("wide generated " + draw, 500, 1000, 0, 1)),
              Neighbors.all(5));
      precision += made.precision() / draws;
      recall += made.recall() / draws;
      density += made.density() / draws;
      coverage += made.coverage() / draws;
    }
    assertThat(precision).isCloseTo(0.6405, offset(0.05));
    assertThat(recall).isCloseTo(0.6401, offset(0.04));
    assertThat(density).isCloseTo(0.9954, offset(0.2));
    assertThat(coverage).isCloseTo(0.9695, offset(0.02));
  }

  /** Points of a line; each lies at 0, 1, 3, 6 and so on. */
  @Test
  void theNeighborhoodReachesToTheNeighborThatIsAskedFor() {
    var line = new ArrayList<double[]>();
    for (int i = 0; i < 8; i++) {
      line.add(new double[] {i * (i + 1) / 2.0});
    }
    var beyond = new ArrayList<double[]>();
    for (int i = 0; i < 8; i++) {
      beyond.add(new double[] {28 + 10 + i}); // the last of the line is 28, its neighbors 21 and 15
    }
    assertThat(of(line, beyond, 1).precision()).isZero();
    assertThat(of(line, beyond, 2).precision()).isEqualTo(4 / 8.0); // up to 28 + 13
    assertThat(of(line, beyond, 1).coverage()).isZero();
    assertThat(of(line, beyond, 2).coverage()).isEqualTo(1 / 8.0);
    assertThatThrownBy(() -> of(line, beyond, 8))
        .hasMessageStartingWith("There are 8 real images but must be at least 9; give more images");
  }

  private static PairwiseScores of(List<double[]> real, List<double[]> generated, int neighbors) {
    return PairwiseScores.of(
        FeatureBlock.of(real), FeatureBlock.of(generated), Neighbors.all(neighbors));
  }

  @Test
  void collapsedModesArePreciseAndRecallLittle() {
    var made = scores(normal("wide", 200, 16, 0, 3), normal("narrow", 200, 16, 0, 0.1));
    assertThat(made.precision()).isGreaterThan(0.8);
    assertThat(made.recall()).isLessThan(0.3);
    assertThat(made.coverage()).isLessThan(0.7);
  }

  @Test
  void copiesOfRealImagesAreNotAuthentic() {
    var real = normal("real", 100, 8, 0, 1);
    var copies = scores(real, real.subList(0, 50));
    assertThat(copies.authenticity()).isZero();
    assertThat(copies.nearest()).isZero();
    assertThat(copies.precision()).isEqualTo(1);
    var others = scores(real, normal("others", 50, 8, 0, 1));
    assertThat(others.authenticity()).isBetween(0.35, 0.75);
    assertThat(others.nearest()).isGreaterThan(0.5);
  }

  @Test
  void blocksHaveTheScoresOfTheWhole() {
    var real = normal("real", 300, 70, 1, 1);
    var generated = normal("generated", 270, 70, 1.1, 1.2);
    var whole = scores(real, generated);
    var parts = Blockwise.scores(real, generated, 100, Neighbors.OF_PAPERS);
    assertThat(parts.kid()).isCloseTo(whole.kid(), offset(1e-9));
    assertThat(parts).usingRecursiveComparison().ignoringFields("kid").isEqualTo(whole);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    var enough = normal("enough", 10, 3, 0, 1);
    assertThatThrownBy(() -> scores(enough, enough.subList(0, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There are 5 generated images but must be at least 6; give more images, or leave the class out");
    assertThatThrownBy(() -> scores(enough, normal("wider", 10, 4, 0, 1)))
        .hasMessage(
            "Features of 3 and of 4 numbers are compared but must be as many; take the features of one extractor");
    assertThatThrownBy(() -> FeatureBlock.of(List.of(new double[] {1, Double.NaN})))
        .hasMessage(
            "Feature 1 of an image is NaN but must be finite; leave such images out, or correct the extractor");
    assertThatThrownBy(() -> FeatureBlock.of(List.of(new double[] {1}, new double[] {1, 2})))
        .hasMessage(
            "Feature vectors have 1 and 2 numbers but must have as many; take the features of one extractor");
    assertThatThrownBy(() -> FeatureBlock.of(List.of()))
        .hasMessage("There are no features but must be some; give the feature vectors of images");
  }
}
