package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.Requests;
import dev.variegate.random.DrawKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The styles of a copy: those drawn or brought, whatever its neighbors, as its lineage says. */
class StyleChoiceTest extends ArbitraryStyleRuns {

  @Test
  void mixedStylesLieBetweenThem() {
    var photo = photo(8, 8, 3);
    var mixed = generator(WHOLE.withStyles(2), stripes(), gray(40));
    var sample = mixed.make(List.of(Requests.of(photo, "key"))).get(0);
    open.add(sample);
    // Mean 150 with deviation 50, and mean 40 with none, by fractions that the lineage holds.
    double fraction = fraction(sample.lineage().steps(), "stripes");
    var bytes = sample.image().toBytes();
    assertThat(fraction).isBetween(0.01, 0.99);
    assertThat(mean(bytes, 1)).isBetween(fraction * 110 + 38, fraction * 110 + 42);
    assertThat(deviation(bytes, 1)).isBetween(fraction * 50 - 2, fraction * 50 + 2);
  }

  @Test
  void theLineageNamesStylesFractionsAndStrength() {
    var sample =
        generator(WHOLE, stripes()).make(List.of(Requests.of(photo(8, 8, 3), "key"))).get(0);
    open.add(sample);
    assertThat(sample.lineage().method()).isEqualTo("style-transfer");
    assertThat(sample.lineage().model()).isEqualTo("tiny-style");
    assertThat(sample.lineage().license()).isEqualTo("Apache-2.0");
    assertThat(sample.lineage().steps())
        .isEqualTo(
            "[{\"style-transfer\":{\"styles\":[{\"name\":\"stripes\",\"weight\":1.0,\"sha256\":\"%s\"}],\"strength\":1.0,\"preserveColor\":\"none\",\"preset\":\"geirhos\"}}]"
                .formatted(Sha256.hex(stripes().content().get())));
  }

  @Test
  void aCopyThatIsNotPaintedIsTheImageItself() {
    var photo = photo(9, 5, 4);
    var sample =
        generator(WHOLE.withProbability(0), stripes())
            .make(List.of(Requests.of(photo, "key")))
            .get(0);
    open.add(sample);
    assertThat(sample.image().sameSamples(photo)).isTrue();
    assertThat(sample.lineage().model()).isEmpty();
    assertThat(sample.lineage().steps())
        .isEqualTo(
            "[{\"style-transfer\":{\"styles\":[],\"strength\":0.0,\"preserveColor\":\"none\",\"preset\":\"geirhos\"}}]");
  }

  @Test
  void theStyleThatARowBringsIsTaken() {
    var photo = photo(8, 8, 3);
    var brought = new ImageCodec().decode(gray(40).content().get());
    open.add(brought);
    var request = new ImageRequest(photo, "", new DrawKey(7, "key", 1), Optional.of(brought));
    var sample = generator(WHOLE, stripes()).make(List.of(request)).get(0);
    open.add(sample);
    assertThat(mean(sample.image().toBytes(), 0)).isEqualTo(40);
    assertThat(sample.lineage().steps()).contains("\"name\":\"companion\"");
  }

  @Test
  void neighborsChangeNothing() {
    var images = List.of(photo(8, 8, 3), photo(16, 4, 3), photo(5, 9, 1));
    var mixing = StylePreset.CUSTOM.mixing().withStyles(2);
    var together = new ArrayList<ImageRequest>();
    for (int i = 0; i < images.size(); i++) {
      together.add(Requests.of(images.get(i), "k" + i));
    }
    var generator = generator(mixing, stripes(), gray(40), gray(90));
    var all = generator.make(together);
    open.addAll(all);
    for (int i = images.size() - 1; i >= 0; i--) {
      var alone =
          generator(mixing, stripes(), gray(40), gray(90)).make(List.of(together.get(i))).get(0);
      open.add(alone);
      assertThat(alone.image().sameSamples(all.get(i).image())).isTrue();
      assertThat(alone.lineage()).isEqualTo(all.get(i).lineage());
    }
  }

  /** What the lineage says of one style. */
  private static double fraction(String steps, String name) {
    var start = steps.indexOf("\"weight\":", steps.indexOf(name)) + "\"weight\":".length();
    return Double.parseDouble(steps.substring(start, steps.indexOf(',', start)));
  }
}
