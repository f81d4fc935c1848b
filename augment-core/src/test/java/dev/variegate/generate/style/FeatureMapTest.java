package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.generate.style.FeatureMap.Part;
import dev.variegate.model.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMapTest {

  private static final double CLOSE = 1e-5;

  private final FeatureMap content =
      FeatureMap.channelsFirst(Tensor.of(new float[] {1, 2, 3, 6, 5, 5, 9, 9}, 1, 2, 2, 2));
  private final FeatureMap one =
      FeatureMap.channelsFirst(Tensor.of(new float[] {0, 4, 0, 4, 1, 1, 1, 2}, 1, 2, 2, 2));
  private final FeatureMap two =
      FeatureMap.channelsFirst(Tensor.of(new float[] {7, 7, 7, 7, 0, -6, 0, 6}, 1, 2, 2, 2));

  @Test
  void meanAndDeviationAreOfEachChannel() {
    assertThat(one.mean()).containsExactly(2, 1.25);
    assertThat(one.deviation()).containsExactly(2, Math.sqrt(0.1875));
  }

  @Test
  void channelsMayStandLast() {
    var last = FeatureMap.channelsLast(Tensor.of(new float[] {0, 1, 4, 1, 0, 1, 4, 2}, 1, 2, 2, 2));
    assertThat(last.mean()).isEqualTo(one.mean());
    assertThat(last.deviation()).isEqualTo(one.deviation());
    var mixed = FeatureMap.mixed(List.of(new Part(last, 0.5), new Part(two, 0.5)));
    assertThat(mixed.mean()).containsExactly(new double[] {4.5, 0.625}, within(CLOSE));
  }

  @Test
  void aBlendOfStylesNormalizesAsTheBlendOfTheirResults() {
    var mixed = FeatureMap.mixed(List.of(new Part(one, 0.25), new Part(two, 0.75)));
    var first = normalized(content, one);
    var second = normalized(content, two);
    var both = normalized(content, mixed);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo(0.25 * first[i] + 0.75 * second[i], within(CLOSE));
    }
  }

  @Test
  void aFractionOfTheContentIsLessStrength() {
    var weak = FeatureMap.mixed(List.of(new Part(one, 0.3), new Part(content, 0.7)));
    var whole = normalized(content, one);
    var part = normalized(content, weak);
    var values = content.tensor(1).floats();
    for (int i = 0; i < part.length; i++) {
      assertThat(part[i]).isCloseTo(0.3 * whole[i] + 0.7 * values[i], within(CLOSE));
    }
  }

  @Test
  void theContentMayHaveAnotherSize() {
    var wide = FeatureMap.channelsFirst(Tensor.of(new float[] {2, 4, 6, 1, 1, 1}, 1, 2, 1, 3));
    var weak = FeatureMap.mixed(List.of(new Part(one, 0.5), new Part(wide, 0.5)));
    assertThat(weak.tensor(1).shape()).containsExactly(1L, 2L, 2L, 2L);
    assertThat(weak.mean()).containsExactly(new double[] {3, 1.125}, within(CLOSE));
  }

  @Test
  void aChannelWithoutPatternGetsOneOfTheAskedDeviation() {
    // An odd number of places, where highs and lows do not come out even.
    var flat = FeatureMap.channelsFirst(Tensor.of(new float[] {3, 3, 3}, 1, 1, 1, 3));
    var lively = FeatureMap.channelsFirst(Tensor.of(new float[] {0, 0, 6}, 1, 1, 1, 3));
    var mixed = FeatureMap.mixed(List.of(new Part(flat, 0.5), new Part(lively, 0.5)));
    assertThat(mixed.mean()[0]).isCloseTo(2.5, within(CLOSE));
    assertThat(mixed.deviation()[0]).isCloseTo(Math.sqrt(8) / 2, within(CLOSE));
  }

  @Test
  void oneWholeStyleStaysAsItIs() {
    assertThat(FeatureMap.mixed(List.of(new Part(one, 1)))).isSameAs(one);
  }

  @Test
  void vectorsAreBlendedNumberByNumber() {
    var left = FeatureMap.channelsFirst(Tensor.of(new float[] {1, 10}, 1, 2));
    var right = FeatureMap.channelsFirst(Tensor.of(new float[] {3, -10}, 1, 2));
    var mixed = FeatureMap.mixed(List.of(new Part(left, 0.75), new Part(right, 0.25)));
    assertThat(mixed.tensor(2).floats()).containsExactly(1.5f, 5, 1.5f, 5);
    assertThat(mixed.tensor(2).shape()).containsExactly(2L, 2L);
  }

  /** As equation 8 of the paper says it. */
  private static double[] normalized(FeatureMap content, FeatureMap style) {
    var values = content.tensor(1).floats();
    var result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i / 4;
      double normal = (values[i] - content.mean()[channel]) / content.deviation()[channel];
      result[i] = style.deviation()[channel] * normal + style.mean()[channel];
    }
    return result;
  }
}
