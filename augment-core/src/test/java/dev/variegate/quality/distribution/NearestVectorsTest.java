package dev.variegate.quality.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestVectorsTest {

  private static List<float[]> vectors(int count, int width) {
    var random = new Random(7);
    var vectors = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      var vector = new float[width];
      for (int k = 0; k < width; k++) {
        vector[k] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += Math.pow((double) one[k] - other[k], 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void theDistanceIsTheLeastOfAllWhateverTheOrder() {
    var known = vectors(200, 19);
    var asked = vectors(230, 19).subList(200, 230);
    var set = new NearestVectors(known);
    var shuffled = new ArrayList<>(known);
    Collections.shuffle(shuffled, new Random(1));
    var other = new NearestVectors(shuffled);
    for (var vector : asked) {
      double least = known.stream().mapToDouble(each -> distance(vector, each)).min().orElse(0);
      assertThat(set.distance(vector)).isEqualTo(other.distance(vector));
      assertThat(set.distance(vector)).isEqualTo(least);
    }
  }

  @Test
  void equalVectorsCountOnceAndAreAtNoDistance() {
    var known = List.of(new float[] {0, 3}, new float[] {0, 3}, new float[] {4, 0});
    var set = new NearestVectors(known);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.distance(new float[] {0, 3})).isZero();
    assertThat(set.distanceToOther(0)).isEqualTo(5).isEqualTo(set.distanceToOther(1));
  }

  @Test
  void nothingIsNearInAnEmptySetNorBesideASingleVector() {
    assertThat(new NearestVectors(List.of()).distance(new float[] {1})).isInfinite();
    assertThat(new NearestVectors(List.of(new float[] {1})).distanceToOther(0)).isInfinite();
  }
}
