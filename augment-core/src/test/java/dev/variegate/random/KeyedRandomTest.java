package dev.variegate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {

  private static KeyedRandom random() {
    return Seeds.generator(42, "golden", 1, 2);
  }

  @Test
  void itsNumbersNeverChange() {
    var bytes = new byte[6];
    random().nextBytes(bytes);
    assertThat(random().nextInt()).isEqualTo(-877930855);
    assertThat(random().nextLong()).isEqualTo(-3770684310201402516L);
    assertThat(random().nextDouble()).isEqualTo(0.7955907939561316);
    assertThat(random().nextDouble(-3, 5)).isEqualTo(3.364726351649053);
    assertThat(random().nextFloat()).isEqualTo(0.79559076f);
    assertThat(random().nextFloat(2, 3)).isEqualTo(2.7955909f);
    assertThat(random().nextInt(1000)).isEqualTo(550);
    assertThat(random().nextInt(-1000, 1000)).isEqualTo(-450);
    assertThat(random().nextLong(1L << 40)).isEqualTo(328651455926L);
    assertThat(random().nextGaussian()).isEqualTo(-1.2987050702659693);
    assertThat(random().nextGaussian(10, 2)).isEqualTo(7.402589859468062);
    assertThat(random().nextExponential()).isEqualTo(1.5876313823132655);
    assertThat(bytes).containsExactly(-103, -42, -85, -53, 108, 123);
  }

  /** A default would be Java's own algorithm, free to change with the next release. */
  @Test
  void leavesNoWayOfDrawingOneNumberToJava() {
    assertThat(Arrays.stream(RandomGenerator.class.getMethods()))
        .filteredOn(method -> method.getName().startsWith("next"))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .allMatch(KeyedRandomTest::isOverridden);
  }

  private static boolean isOverridden(Method method) {
    try {
      return KeyedRandom.class
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .equals(KeyedRandom.class);
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @Test
  void gaussiansHaveMeanZeroAndDeviationOne() {
    var random = random();
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (int i = 0; i < count; i++) {
      double drawn = random.nextGaussian();
      sum += drawn;
      squares += drawn * drawn;
      beyondTwo += Math.abs(drawn) > 2 ? 1 : 0;
    }
    assertThat(sum / count).isCloseTo(0, within(0.013));
    assertThat(squares / count).isCloseTo(1, within(0.018));
    assertThat((double) beyondTwo / count).isCloseTo(0.0455, within(0.0027));
  }

  @Test
  void boundedNumbersReachEveryValueAndStayInside() {
    var random = random();
    var seen = new int[7];
    for (int i = 0; i < 7000; i++) {
      seen[random.nextInt(-3, 4) + 3]++;
    }
    assertThat(Arrays.stream(seen).boxed()).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void doublesNeverReachTheOpenEnd() {
    double bound = Math.nextUp(1.0);
    var random = random();
    for (int i = 0; i < 1000; i++) {
      assertThat(random.nextDouble(1, bound)).isEqualTo(1.0);
    }
  }

  @Test
  void refusesAnEmptySpan() {
    assertThatThrownBy(() -> random().nextInt(0))
        .hasMessage(
            "Random numbers are asked from [0, 0) but must be a span that is not empty and finite; fix its ends");
    assertThatThrownBy(() -> random().nextDouble(1, Double.NaN))
        .hasMessage(
            "Random numbers are asked from [1.0, NaN) but must be a span that is not empty and finite; fix its ends");
    assertThatThrownBy(() -> random().nextGaussian(0, -1))
        .hasMessage("Deviation is -1.0 but must be at least 0; give its magnitude");
  }
}
