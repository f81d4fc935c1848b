package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the way that a table takes, each sample becomes what the table says. */
class LookupTableTest {

  private static final int ODD_WIDTH = 257;

  static Stream<Arguments> tables() {
    return Stream.of(
        table("negative", v -> 255 - v, -1, 255),
        table("negative above", v -> v < 97 ? v : 255 - v, -1, 255),
        table("nearly negative above", v -> v == 200 ? 0 : v < 97 ? v : 255 - v, -1, 255),
        table("no change", v -> v, 1, 0),
        table("brighter", v -> (int) Math.min(255, Math.rint(v * 1.17)), 1.17, 0),
        table("halves, which lie between", v -> (int) Math.rint(v * 0.5), 0.5, 0),
        table("flatter", v -> (int) Math.rint(40.3 + (v - 40.3) * 0.4), 0.4, 40.3 * 0.6),
        table("nearly a line", v -> v == 77 ? 0 : v, 1, 0),
        table("spread", v -> Math.max(0, Math.min(255, (v - 30) * 255 / 170)), 0, 0),
        table("spread of all but one", v -> Math.min(255, v * 255 / 254), 0, 0),
        table("black", v -> 0, 0, 0),
        table("white", v -> 255, 0, 255),
        table("a curve", v -> v * v / 255, 1, 0));
  }

  private static Arguments table(String name, IntUnaryOperator level, double slope, double offset) {
    return Arguments.of(name, level, new LookupTable.Line(slope, offset));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void givesEachLevelItsOwn(String name, IntUnaryOperator level, LookupTable.Line guess) {
    var samples = new byte[3 * ODD_WIDTH];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i * 7);
    }
    try (var image = Image.ofBytes(ODD_WIDTH, 1, 3, samples);
        var made = Image.own(LookupTable.of(level, guess).apply(image.mat()))) {
      var expected = new byte[samples.length];
      for (int i = 0; i < samples.length; i++) {
        expected[i] = (byte) level.applyAsInt(Byte.toUnsignedInt(samples[i]));
      }
      assertThat(made.toBytes()).containsExactly(expected);
    }
  }
}
