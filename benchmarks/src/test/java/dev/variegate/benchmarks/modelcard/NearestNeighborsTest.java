package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {

  private static final List<float[]> TRAINING = List.of(new float[] {0, 0}, new float[] {10, 0});

  @Test
  void findsTheNearestForEachImage() {
    var images = List.of(new float[] {10, 3}, new float[] {0, 0}, new float[] {4, 3});
    var neighbors = NearestNeighbors.of(images, TRAINING);
    assertThat(neighbors.quantile(0)).isZero();
    assertThat(neighbors.quantile(0.5)).isEqualTo(3);
    assertThat(neighbors.quantile(1)).isEqualTo(5);
  }

  @Test
  void showsAGeneratorThatLearnedByHeart() {
    assertThat(NearestNeighbors.of(TRAINING, TRAINING).quantile(1)).isZero();
  }

  @Test
  void refusesAnEmptySide() {
    assertThatThrownBy(() -> NearestNeighbors.of(TRAINING, List.of()))
        .hasMessage(
            "Given are 2 images and 0 references but must be at least one of each; give more");
  }

  @Test
  void refusesAFractionBeyondOne() {
    var neighbors = NearestNeighbors.of(TRAINING, TRAINING);
    assertThatThrownBy(() -> neighbors.quantile(1.5))
        .hasMessage("Fraction is 1.5 but must be from 0 to 1; 0.5 is the median");
  }
}
