package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiversityTest {

  @Test
  void isTheMeanOverAllPairs() {
    var corners = List.of(new float[] {0, 0, 0}, new float[] {3, 4, 0}, new float[] {0, 0, 1});
    double expected = (5 + 1 + Math.sqrt(26)) / 3;
    assertThat(Diversity.meanPairwise(corners)).isCloseTo(expected, offset(1e-6));
  }

  @Test
  void isZeroForOneImageOverAndOver() {
    float[] one = {0.5f, 0.25f};
    assertThat(Diversity.meanPairwise(List.of(one, one.clone(), one.clone()))).isZero();
  }

  @Test
  void refusesASingleImage() {
    assertThatThrownBy(() -> Diversity.meanPairwise(List.of(new float[] {1})))
        .hasMessage("Diversity is asked of 1 images but must be of 2 or more; give more images");
  }

  @Test
  void refusesImagesOfTwoSizes() {
    assertThatThrownBy(() -> Diversity.meanPairwise(List.of(new float[1], new float[2])))
        .hasMessage(
            "Vectors have 2 and 1 numbers but must have as many; compare images of one size");
  }
}
