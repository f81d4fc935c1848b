package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.FixedStyles.Weighted;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.Range;
import dev.variegate.testing.StyleModels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images painted by networks of one style, or of a few. */
class FixedStylesTest extends StyleRuns {

  @Test
  void aWholeStyleIsWhatTheNetworkMakes() {
    var photo = photo(20, 13, 3); // larger than the network: in tiles
    var made = made(generator(WHOLE, negative(1)), photo).toBytes();
    var source = photo.toBytes();
    for (int i = 0; i < made.length; i++) {
      assertThat(level(made[i])).isEqualTo(255 - level(source[i]));
    }
  }

  @Test
  void aNetworkWithoutStrengthIsBlendedWithTheSource() {
    var photo = photo(8, 8, 3);
    var source = photo.toBytes();
    var none = made(generator(WHOLE.withStrength(Range.fixed(0)), negative(1)), photo);
    assertThat(none.sameSamples(photo)).isTrue();
    var part = made(generator(WHOLE.withStrength(Range.fixed(0.25)), negative(1)), photo).toBytes();
    for (int i = 0; i < part.length; i++) {
      double blend = 0.75 * level(source[i]) + 0.25 * (255 - level(source[i]));
      assertThat((double) level(part[i])).isCloseTo(blend, within(0.51));
    }
  }

  @Test
  void aNetworkWithStrengthIsGivenIt() {
    var photo = photo(8, 8, 3);
    var fader = new Weighted(ModelBundle.open(StyleModels.fader(folder.resolve("fader"))), 1);
    var made = made(generator(WHOLE.withStrength(Range.fixed(0.5)), fader), photo).toBytes();
    var source = photo.toBytes();
    for (int i = 0; i < made.length; i++) {
      assertThat((double) level(made[i])).isCloseTo(level(source[i]) / 2.0, within(0.51));
    }
  }

  @Test
  void modelsAreDrawnByTheirWeightsAndLabelsShareThem() {
    var two = new Weighted(ModelBundle.open(StyleModels.twoStyles(folder.resolve("two"))), 2);
    var generator = generator(WHOLE, negative(2), two);
    var names = IntStream.range(0, 400).mapToObj(i -> steps(generator, "k" + i)).toList();
    assertThat(names.stream().filter(steps -> steps.contains("\"negative\"")).count())
        .isBetween(170L, 230L);
    assertThat(names.stream().filter(steps -> steps.contains("\"two/night\"")).count())
        .isBetween(75L, 125L);
    assertThat(names.stream().filter(steps -> steps.contains("\"two/snow\"")).count())
        .isBetween(75L, 125L);
  }

  @Test
  void neighborsChangeNothingAndLineagesNameTheModelDrawn() {
    var photo = photo(8, 8, 3);
    var two = new Weighted(ModelBundle.open(StyleModels.twoStyles(folder.resolve("two"))), 1);
    var mixing = StylePreset.STYLE_AUGMENT.mixing();
    var requests = IntStream.range(0, 12).mapToObj(i -> Requests.of(photo, "k" + i)).toList();
    var generator = generator(mixing, negative(1), two);
    var all = generator.make(requests);
    open.addAll(all);
    assertThat(all)
        .extracting(Sample::lineage)
        .extracting(Lineage::model)
        .contains("", "negative", "two");
    for (int i = 0; i < all.size(); i++) {
      var alone = generator.make(requests.subList(i, i + 1)).get(0);
      open.add(alone);
      assertThat(alone.image().sameSamples(all.get(i).image())).isTrue();
      assertThat(alone.lineage()).isEqualTo(all.get(i).lineage());
    }
  }

  @Test
  void keptColorsAreThoseOfTheSource() {
    var dark = new byte[8 * 8 * 3];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = (byte) (40 + i % 3 * 20 + i / 6);
    }
    var photo = Image.ofBytes(8, 8, 3, dark);
    open.add(photo);
    var kept =
        made(generator(WHOLE.withColors(ColorPreservationMode.HISTOGRAM), negative(1)), photo);
    var taken = made(generator(WHOLE, negative(1)), photo);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(mean(kept.toBytes(), channel)).isCloseTo(mean(dark, channel), within(2.0));
      assertThat(mean(taken.toBytes(), channel)).isCloseTo(255 - mean(dark, channel), within(0.01));
    }
  }

  @Test
  void refusesToMixFixedStyles() {
    assertThatThrownBy(() -> generator(WHOLE.withStyles(2), negative(1)))
        .hasMessage(
            "Number of styles per image is 2 but must be 1 for models of fixed styles; take a model of task stylize to mix styles");
  }

  @Test
  void refusesAFramingThatTheNetworkCannotTake() {
    assertThatThrownBy(
            () ->
                FixedStyles.open(
                    List.of(negative(1)), ComputeOptions.threads(1), Framing.of(Fit.NATIVE), WHOLE))
        .hasMessage(
            "Fit is \"native\" but model negative 1.0.0 takes images of 8x8 alone; choose auto, resize, pad or tile");
  }

  private Weighted negative(double weight) {
    return new Weighted(ModelBundle.open(StyleModels.negative(folder.resolve("negative"))), weight);
  }

  private FixedStyles generator(StyleMixing mixing, Weighted... models) {
    var generator =
        FixedStyles.open(List.of(models), ComputeOptions.threads(1), Framing.AUTO, mixing);
    open.add(generator);
    return generator;
  }

  private String steps(FixedStyles generator, String key) {
    try (var photo = Requests.image(8, 8, 3);
        var sample = generator.make(List.of(Requests.of(photo, key))).get(0)) {
      return sample.lineage().steps();
    }
  }
}
