package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.pixel.HoleFill.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HoleFillTest {

  private static final Size SIZE = new Size(32, 24);
  private static final List<Hole> HOLES =
      List.of(new Hole(5, 6, 7, 5), new Hole(28, 0, 9, 4), new Hole(0, 9, 1, 6));

  static Stream<Arguments> everyKind() {
    return Stream.of(Method.values())
        .flatMap(
            method ->
                Stream.of(SampleType.values())
                    .flatMap(type -> Stream.of(1, 3, 4).map(n -> Arguments.of(method, type, n))));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void fillsTheHoleAndKeepsEveryBitOutside(Method method, SampleType type, int channels) {
    try (var whole = TestImages.smooth(SIZE.width(), SIZE.height(), channels, type);
        var mask = HoleMask.of(HOLES, SIZE);
        var black = Composite.intoHole(whole, Image.ofBytes(32, 24, 1, new byte[768]), mask);
        var filled = new HoleFill(method, 4).fill(black, mask)) {
      var before = TestImages.fractions(black);
      var wanted = TestImages.fractions(whole);
      var after = TestImages.fractions(filled);
      var holes = mask.toBytes();
      double error = 0;
      for (int i = 0; i < after.length; i++) {
        if (holes[i / channels] == 0 || i % channels == 3) {
          assertThat(after[i]).isEqualTo(before[i]);
        } else {
          error = Math.max(error, Math.abs(after[i] - wanted[i]));
        }
      }
      assertThat(error).isLessThan(0.2); // black would be off by 0.2 to 0.8
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void fillsAConstantWithItself(Method method) {
    var samples = new int[64];
    Arrays.fill(samples, 100);
    try (var constant = TestImages.gray(8, 8, samples);
        var mask = HoleMask.of(List.of(new Hole(2, 2, 9, 3)), new Size(8, 8));
        var filled = new HoleFill(method, 3).fill(constant, mask)) {
      assertThat(filled.sameSamples(constant)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void seesNothingOfWhatWasInTheHole(Method method) {
    try (var one = TestImages.smooth(32, 24, 3, SampleType.UINT8);
        var mask = HoleMask.of(HOLES, SIZE);
        var other = Composite.intoHole(one, Image.ofBytes(32, 24, 1, new byte[768]), mask);
        var first = new HoleFill(method, 5).fill(one, mask);
        var second = new HoleFill(method, 5).fill(other, mask)) {
      assertThat(first.sameSamples(second)).isTrue();
    }
  }

  @Test
  void leavesAnImageWithoutAHole() {
    try (var image = TestImages.smooth(32, 24, 3, SampleType.UINT8);
        var mask = HoleMask.of(List.of(), SIZE);
        var filled = new HoleFill(Method.TELEA, 5).fill(image, mask)) {
      assertThat(filled.sameSamples(image)).isTrue();
    }
  }

  @Test
  void refusesAHoleAllOver() {
    try (var image = TestImages.gray(2, 1, 1, 2);
        var mask = TestImages.gray(2, 1, 255, 255)) {
      assertThatThrownBy(() -> new HoleFill(Method.TELEA, 5).fill(image, mask))
          .hasMessage(
              "Mask of 2x1 is a hole everywhere but must keep a pixel to fill from; draw a smaller hole or use a model");
    }
  }

  @Test
  void refusesARadiusThatOpenCvWouldCut() {
    assertThatThrownBy(() -> new HoleFill(Method.TELEA, 101))
        .hasMessage("Fill radius is 101 but must stay within [1, 100]; give a number of pixels");
  }
}
