package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

  private static final List<float[]> TRAINING = List.of(new float[] {0, 0}, new float[] {10, 0});

  @Test
  void findsTheNearestForEachPicture() {
    var pictures = List.of(new float[] {10, 3}, new float[] {0, 0}, new float[] {4, 3});
    var neighbours = NearestNeighbours.of(pictures, TRAINING);
    assertThat(neighbours.quantile(0)).isZero();
    assertThat(neighbours.quantile(0.5)).isEqualTo(3);
    assertThat(neighbours.quantile(1)).isEqualTo(5);
  }

  @Test
  void showsAGeneratorThatLearntByHeart() {
    assertThat(NearestNeighbours.of(TRAINING, TRAINING).quantile(1)).isZero();
  }

  @Test
  void refusesAnEmptySide() {
    assertThatThrownBy(() -> NearestNeighbours.of(TRAINING, List.of()))
        .hasMessage(
            "Given are 2 pictures and 0 references, must be at least one of each; give more");
  }

  @Test
  void refusesAShareBeyondOne() {
    var neighbours = NearestNeighbours.of(TRAINING, TRAINING);
    assertThatThrownBy(() -> neighbours.quantile(1.5))
        .hasMessage("Share is 1.5, must be from 0 to 1; 0.5 is the median");
  }
}
