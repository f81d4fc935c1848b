package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.style.StyleDraw.Part;
import dev.variegate.image.Image;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StyleDrawTest {

  private static final StyleMixing MIXING = StylePreset.CUSTOM.mixing();

  private final Image dot = Image.ofBytes(1, 1, 1, (byte) 0);

  @AfterEach
  void close() {
    dot.close();
  }

  @Test
  void theSameRequestDrawsTheSame() {
    var mixing = MIXING.withStyles(3);
    var weights = List.of(1.0, 2.0, 3.0, 4.0);
    assertThat(StyleDraw.of(request("a", 1), mixing, weights))
        .isEqualTo(StyleDraw.of(request("a", 1), mixing, weights))
        .isNotEqualTo(StyleDraw.of(request("a", 2), mixing, weights));
  }

  @Test
  void stylesAreDrawnAsOftenAsTheirWeightsSay() {
    var first =
        IntStream.range(0, 4000)
            .mapToObj(i -> StyleDraw.of(request("k" + i, 1), MIXING, List.of(1.0, 3.0)))
            .filter(draw -> draw.parts().get(0).style() == 0)
            .count();
    assertThat(first / 4000.0).isCloseTo(0.25, within(0.02));
  }

  @Test
  void noStyleGoesIntoOneCopyTwiceAndFractionsSumToOne() {
    for (int i = 0; i < 50; i++) {
      var draw = StyleDraw.of(request("k" + i, 1), MIXING.withStyles(3), List.of(5.0, 1.0, 1.0));
      assertThat(draw.parts()).extracting(Part::style).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(draw.parts().stream().mapToDouble(Part::fraction).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void theStrengthDoesNotDependOnTheStyles() {
    var few = StyleDraw.of(request("a", 1), MIXING, List.of(1.0));
    var many = StyleDraw.of(request("a", 1), MIXING.withStyles(2), List.of(1.0, 1.0, 7.0));
    assertThat(few.strength()).isEqualTo(many.strength()).isBetween(0.5, 1.0);
  }

  @Test
  void asManyCopiesArePaintedAsAsked() {
    var mixing = StylePreset.STYLE_AUGMENT.mixing();
    var painted =
        IntStream.range(0, 2000)
            .mapToObj(i -> StyleDraw.of(request("k" + i, 1), mixing, List.of(1.0)))
            .filter(draw -> !draw.parts().isEmpty())
            .toList();
    assertThat(painted.size() / 2000.0).isCloseTo(0.5, within(0.03));
    assertThat(painted.stream().mapToDouble(StyleDraw::strength).average().orElseThrow())
        .isCloseTo(0.5, within(0.03));
    assertThat(StyleDraw.of(request("a", 1), mixing.withProbability(0), List.of(1.0)))
        .isEqualTo(StyleDraw.NONE);
  }

  @Test
  void theFirstPresetPaintsEveryCopyWholly() {
    var draw = StyleDraw.of(request("a", 1), StylePreset.GEIRHOS.mixing(), List.of(1.0));
    assertThat(draw).isEqualTo(new StyleDraw(1, List.of(new Part(0, 1))));
    assertThat(MIXING.withStrength(Range.fixed(0.5)).strength()).isEqualTo(Range.fixed(0.5));
  }

  private ImageRequest request(String key, int copy) {
    return new ImageRequest(dot, "", new DrawKey(7, key, copy), Optional.empty());
  }
}
