package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.OpenCv;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.RNG;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletTest {

  private static final int DRAWN = 20_000;

  /** Of n fractions each has the variance (n - 1) / (n^2 (n alpha + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4})
  void hasItsMeanAndItsVariance(double alpha) {
    OpenCv.load();
    for (int number : new int[] {2, 3}) {
      double sum = 0;
      double squares = 0;
      try (var generator = new RNG(123_456_789_123L)) {
        for (int i = 0; i < DRAWN; i++) {
          var fractions = Dirichlet.draw(generator, number, alpha);
          assertThat(Arrays.stream(fractions).sum()).isCloseTo(1, within(1e-9));
          sum += fractions[0];
          squares += fractions[0] * fractions[0];
        }
      }
      double mean = sum / DRAWN;
      double variance = (number - 1) / (number * number * (number * alpha + 1));
      assertThat(mean).isCloseTo(1.0 / number, within(0.01));
      assertThat(squares / DRAWN - mean * mean).isCloseTo(variance, within(0.05 * variance));
    }
  }
}
