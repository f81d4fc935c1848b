package dev.variegate.generate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.generate.SampleRequest;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Latent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatentSourceTest {

  private static final int MANY = 20_000;

  @Test
  void normalNumbersHaveTheDeviationOfTheScale() {
    var drawn = draw(Distribution.NORMAL, 0.5, Double.POSITIVE_INFINITY);
    assertThat(mean(drawn)).isCloseTo(0, offset(0.02));
    assertThat(deviation(drawn)).isCloseTo(0.5, offset(0.01));
    assertThat(largest(drawn)).isGreaterThan(1.5);
  }

  @Test
  void uniformNumbersFillTheScale() {
    var drawn = draw(Distribution.UNIFORM, 2, Double.POSITIVE_INFINITY);
    assertThat(mean(drawn)).isCloseTo(0, offset(0.04));
    assertThat(deviation(drawn)).isCloseTo(2 / Math.sqrt(3), offset(0.02));
    assertThat(largest(drawn)).isBetween(1.99, 2.0);
  }

  /** The deviation of a normal number cut at 1 is 0.5397 (Johnson and Kotz, section 10.1). */
  @Test
  void truncatedNormalNumbersStayWithinTheTruncation() {
    var drawn = draw(Distribution.TRUNCATED_NORMAL, 3, 1);
    assertThat(mean(drawn)).isCloseTo(0, offset(0.04));
    assertThat(deviation(drawn)).isCloseTo(3 * 0.5397, offset(0.03));
    assertThat(largest(drawn)).isBetween(2.99, 3.0);
  }

  @Test
  void aTruncationOfOnesOwnReplacesTheBundles() {
    var latent = new Latent(Distribution.TRUNCATED_NORMAL, 3, 1);
    assertThat(LatentSource.truncated(latent, 0.5))
        .isEqualTo(new Latent(Distribution.TRUNCATED_NORMAL, 3, 0.5));
    var normal = new Latent(Distribution.NORMAL, 2, Double.POSITIVE_INFINITY);
    var drawn =
        draw(Distribution.TRUNCATED_NORMAL, 2, LatentSource.truncated(normal, 0.7).truncation());
    assertThat(largest(drawn)).isBetween(1.39, 1.4);
  }

  @Test
  void onlyNormalNumbersAreTruncated() {
    var uniform = new Latent(Distribution.UNIFORM, 1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> LatentSource.truncated(uniform, 0.7))
        .hasMessage(
            "Truncation 0.7 is asked for, the latent's distribution is \"uniform\" but must be normal or truncated-normal; leave the truncation out");
    var normal = new Latent(Distribution.NORMAL, 1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> LatentSource.truncated(normal, 0.01))
        .hasMessage("Truncation is 0.01 but must be 0.1 or more; usual values are 0.5 to 2");
  }

  private static float[] draw(Distribution distribution, double scale, double truncation) {
    return new LatentSource(new Latent(distribution, scale, truncation), MANY)
        .draw(new SampleRequest("key", 1, 42, "x"));
  }

  private static double mean(float[] values) {
    return IntStream.range(0, MANY).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double deviation(float[] values) {
    return Math.sqrt(
        IntStream.range(0, MANY).mapToDouble(i -> values[i] * values[i]).average().orElseThrow());
  }

  private static double largest(float[] values) {
    return IntStream.range(0, MANY).mapToDouble(i -> Math.abs(values[i])).max().orElseThrow();
  }
}
