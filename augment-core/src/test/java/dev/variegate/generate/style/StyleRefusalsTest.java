package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Requests;
import dev.variegate.image.ReferenceImage;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.StyleModels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Styles, models and weights that paint no image are refused by name. */
class StyleRefusalsTest extends ArbitraryStyleRuns {

  @Test
  void aStyleThatCannotBeReadIsNamed() {
    var broken =
        new ReferenceImage("torn.jpg", 1, () -> "no image".getBytes(StandardCharsets.UTF_8));
    var generator = generator(WHOLE, broken);
    assertThatThrownBy(() -> generator.make(List.of(Requests.of(photo(8, 8, 3), "key"))))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Style image torn.jpg cannot be used: ")
        .hasMessageEndingWith("; remove it from the styles");
  }

  @Test
  void refusesAnImageForWhichNoStyleIsGiven() {
    var generator = generator(WHOLE);
    assertThatThrownBy(() -> generator.make(List.of(Requests.of(photo(8, 8, 3), "key"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Image comes without a style, and none is given for all; fill the column of styles, or name images to draw from");
  }

  @Test
  void refusesModelsThatDoNotStylize() {
    var bundle = ModelBundle.open(StyleModels.negative(folder.resolve("negative")));
    assertThatThrownBy(
            () -> ArbitraryStyle.open(bundle, ComputeOptions.threads(1), SMALL, WHOLE, List.of()))
        .hasMessage(
            "Model negative 1.0.0 is asked for \"stylize\" but offers [translate]; take a model that can");
  }

  @Test
  void refusesAWeightThatIsNone() {
    assertThatThrownBy(() -> new ReferenceImage("a", 0, () -> new byte[0]))
        .hasMessage("Weight of \"a\" is 0.0 but must be above 0 and finite; leave it out instead");
  }
}
