package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.TensorRole.Mixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the page, and what is wrong with others. */
class AutoregressiveDescriptionTest {

  private final String text;

  AutoregressiveDescriptionTest() throws IOException {
    var page =
        Files.readString(Path.of(System.getProperty("variegate.root"), "docs/model-bundle.md"));
    text =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(example -> example.group(1))
            .filter(example -> example.contains("task: autoregress"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void theTemperatureIsThatOfThePredictor() {
    var model = DescriptionFile.read(text, "the page");
    assertThat(model.output(Mixture.class).orElseThrow().meaning()).isEqualTo(new Mixture(0.9));
    assertThat(model.askedLabel("bag")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[-1, 1, 28, 28] | [-1, 1, -1, -1] | of layout NCHW, range [-1, 1] and a fixed height",
        "range: [-1, 1] | range: [0, 1] | of layout NCHW, range [-1, 1] and a fixed height",
        "[-1, 15, 28, 28] | [-1, 14, 28, 28] | 3 parameters for each component of a gray pixel",
        "[-1, 15, 28, 28] | [-1, 15, 28, 27] | must have the sizes [batch, numbers, 28, 28]",
        "[-1, 257, 1, 28] | [-1, 256, 1, 28] | 256 numbers a pixel and one that belongs to it of 257",
        "[-1, 160, 1, 1] | [-1, 159, 1, 1] | 160 numbers a pixel and one that belongs to it of 159",
        "[-1, 256, 2, 2] | [-1, 256, 1, 1] | must have the sizes [batch, numbers, 2, 2]",
        "[-1, 15, 1, 1] | [-1, 12, 1, 1] | 12 numbers a pixel and one that belongs to it of 15",
        "temperature: 0.9 | temperature: 0 | must be above 0 and finite; leave it out for 1",
        "role: row-encoder | role: encoder | has [encoder, predictor, pixel-predictor], task \"autoregress\" needs",
      })
  void whatDoesNotFitIsRefused(String right, String wrong, String message) {
    int at = text.indexOf(right);
    assertThat(at).isPositive();
    var changed = text.substring(0, at) + wrong + text.substring(at + right.length());
    assertThatThrownBy(() -> DescriptionFile.read(changed, "the page"))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRowEncoderNeedsAPixelPredictor() {
    var changed = text.substring(0, text.indexOf("  - role: pixel-predictor"));
    assertThatThrownBy(() -> DescriptionFile.read(changed, "the page"))
        .hasMessageContaining("describe both, or leave out both for slow samples");
  }
}
