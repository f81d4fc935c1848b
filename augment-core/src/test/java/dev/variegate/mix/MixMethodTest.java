package dev.variegate.mix;

import static dev.variegate.mix.Mixtures.RULES;
import static dev.variegate.mix.Mixtures.mixer;
import static dev.variegate.mix.Mixtures.own;
import static dev.variegate.mix.Mixtures.partners;
import static dev.variegate.mix.Mixtures.plain;
import static dev.variegate.mix.Mixtures.samples;
import static dev.variegate.mix.Mixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.lineage.Lineage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mixtures have in common: bytes that their key repeats, masks and fractions as seen. */
class MixMethodTest {

  @ParameterizedTest
  @ValueSource(strings = {"mix-up", "cut-mix", "mosaic", "copy-paste"})
  void theSameKeyGivesTheSameBytesAndTheLineageMakesThemAgain(String word) {
    var mixer = mixer(Mixtures.of(word));
    var others = partners(mixer.partners());
    var one = mixer.mix(own(), others, RULES, 1).copy();
    assertThat(mixer.mix(own(), others, RULES, 1).copy().encoded()).isEqualTo(one.encoded());
    assertThat(mixer.mix(own(), others, RULES, 2).copy().encoded()).isNotEqualTo(one.encoded());
    assertThat(one.encoded()).isNotEqualTo(own().encoded());
    var sources =
        IntStream.rangeClosed(0, others.size())
            .mapToObj(i -> i == 0 ? own().encoded() : others.get(i - 1).encoded())
            .toList();
    var lineage = Lineage.fromJson(one.lineage().json());
    assertThat(mixer.replay(sources, lineage)).isEqualTo(one.encoded());
    assertThat(lineage.method()).isEqualTo("mix");
    assertThat(lineage.steps()).contains(word, "\"key\":\"p1\"");
    assertThatThrownBy(() -> mixer.replay(List.of(own().encoded()), lineage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of which copy 1 of own was mixed; pass them in this order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mix-up", "cut-mix", "mosaic", "copy-paste"})
  void masksStayTwoValuedAndLieWhereImagesDo(String word) {
    var mixer = mixer(Mixtures.of(word));
    for (int copy = 1; copy <= 20; copy++) {
      var made = mixer.mix(own(), partners(mixer.partners()), RULES, copy).copy();
      var mask = samples(made.annotations().orElseThrow().masks().get(0));
      var image = samples(made.encoded());
      assertThat(Arrays.stream(mask).boxed().toList()).isSubsetOf(0, 255);
      long apart =
          IntStream.range(0, mask.length).filter(i -> (mask[i] > 127) != (image[i] > 127)).count();
      assertThat((double) apart / mask.length).as("copy %s", copy).isLessThan(0.03);
    }
  }

  @Property(tries = 100)
  void fractionsAreWhatIsSeen(
      @ForAll @IntRange(min = 2, max = 60) int width,
      @ForAll @IntRange(min = 2, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 1000) int copy) {
    for (var word : List.of("cut-mix", "mosaic")) {
      var mixer = mixer(Mixtures.of(word));
      var grays = new int[] {10, 80, 150, 220};
      var others =
          IntStream.rangeClosed(1, mixer.partners())
              .mapToObj(i -> source("p" + i, plain(20 + 7 * i, 25, 1, grays[i])))
              .toList();
      var own = source("own", plain(width, height, 1, grays[0]));
      var made = mixer.mix(own, others, RULES, copy);
      var seen = samples(made.copy().encoded());
      for (int i = 0; i <= others.size(); i++) {
        int gray = grays[i];
        double fraction = (double) Arrays.stream(seen).filter(s -> s == gray).count() / seen.length;
        assertThat(made.fractions().get(i)).as(word).isCloseTo(fraction, within(1e-6));
      }
      assertThat(made.fractions())
          .as(word)
          .allMatch(fraction -> fraction <= made.fractions().get(0));
    }
  }
}
