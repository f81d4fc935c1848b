package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.StyleModels;
import org.junit.jupiter.api.Test;

class StyleEncoderTest extends ArbitraryStyleRuns {

  @Test
  void tasksShareWhatIsEncodedOfAFile() {
    try (var networks = networks();
        var photo = photo(8, 8, 3)) {
      var first = encoder(networks, SMALL, ColorPreservationMode.NONE).listed(stripes(), 0, photo);
      var task = encoder(networks, SMALL, ColorPreservationMode.NONE);
      assertThat(task.listed(stripes(), 3, photo)).isSameAs(first);
      assertThat(task.listed(gray(80), 4, photo)).isNotSameAs(first);
    }
  }

  @Test
  void whatDependsOnMoreThanTheFileIsNotShared() {
    try (var networks = networks();
        var photo = photo(8, 8, 3)) {
      var first = encoder(networks, SMALL, ColorPreservationMode.NONE).listed(stripes(), 0, photo);
      var larger = new StyleFraming(SMALL.fit(), SMALL.longest(), 12);
      assertThat(encoder(networks, larger, ColorPreservationMode.NONE).listed(stripes(), 0, photo))
          .isNotSameAs(first);
      assertThat(
              encoder(networks, SMALL, ColorPreservationMode.HISTOGRAM).listed(stripes(), 0, photo))
          .isNotSameAs(first);
    }
  }

  private StyleNetworks networks() {
    var bundle = ModelBundle.open(StyleModels.stylizer(folder.resolve("stylizer")));
    return StyleNetworks.open(bundle, ComputeOptions.threads(1));
  }

  private static StyleEncoder encoder(
      StyleNetworks networks, StyleFraming framing, ColorPreservationMode colors) {
    return new StyleEncoder("a network", networks, framing, colors);
  }
}
