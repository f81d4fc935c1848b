package dev.variegate.mix;

import static dev.variegate.mix.Mixtures.CODEC;
import static dev.variegate.mix.Mixtures.RULES;
import static dev.variegate.mix.Mixtures.mixer;
import static dev.variegate.mix.Mixtures.plain;
import static dev.variegate.mix.Mixtures.samples;
import static dev.variegate.mix.Mixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cut-mix has the channels of its first image, and refuses samples that are not alike. */
class CutMixTest {

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 1", "3, 4", "4, 1"})
  void grayAndColorAreMixedInTheFirstOnesChannels(int first, int second) {
    var own = source("own", plain(30, 20, first, 0));
    var made =
        mixer(new CutMix()).mix(own, List.of(source("p", plain(30, 20, second, 255))), RULES, 1);
    try (var image = CODEC.decode(made.copy().encoded())) {
      assertThat(image.channels()).isEqualTo(first);
      assertThat(Arrays.stream(samples(made.copy().encoded())).filter(s -> s == 255).count())
          .isGreaterThanOrEqualTo(
              (long) (made.fractions().get(1) * 600 * Math.min(first, 3) - 0.5));
    }
  }

  @Test
  void sixteenBitsAndBandsAreMixedWithTheirLike() {
    var deep = new short[30 * 20 * 9];
    var mixed =
        new CutMix()
            .draw(
                Seeds.generator(1, "k", 1, 0),
                List.of(DrawContext.of(new Size(30, 20)), DrawContext.of(new Size(30, 20))));
    try (var dark = Image.ofShorts(30, 20, 9, deep)) {
      Arrays.fill(deep, (short) 60_000);
      try (var bright = Image.ofShorts(30, 20, 9, deep);
          var made = mixed.image(List.of(dark, bright));
          var bytes = Image.ofBytes(30, 20, 1, new byte[600])) {
        int lit = 0;
        for (short sample : made.toShorts()) {
          lit += sample == (short) 60_000 ? 1 : 0;
        }
        double fraction = mixed.fractions(List.of(dark.size(), bright.size()))[1];
        assertThat(lit).isEqualTo((int) Math.rint(fraction * 600 * 9)).isPositive();
        assertThatThrownBy(() -> mixed.image(List.of(dark, bytes)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("must be alike; convert one of them");
        assertThatThrownBy(() -> mixed.mask(List.of(bytes, bright)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("because their values are class numbers; convert them");
      }
    }
  }
}
