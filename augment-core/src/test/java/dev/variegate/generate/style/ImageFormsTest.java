package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.Translator.Settings;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.ImageForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that take and give images in several forms. */
class ImageFormsTest {

  @TempDir Path folder;

  static Stream<ImageForms.Form> forms() {
    return ImageForms.all().stream();
  }

  /** Of any source; opaque where it has no alpha. What the network makes of the alpha stays. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void takeAndGiveAlpha(int channels) throws IOException {
    var written = ImageForms.transparent().write(folder);
    var described = Files.createDirectory(folder.resolve("described"));
    var file = Files.copy(written.resolve("network.onnx"), described.resolve("network.onnx"));
    Files.writeString(
        described.resolve("model.yaml"),
        DescriptionScaffold.of(described, List.of(file), Optional.empty())
            .text()
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("range: TODO.*", "range: [0, 1]"));
    for (var bundle : List.of(written, described)) {
      try (var translator =
              Translator.open(
                  ModelBundle.open(bundle),
                  ComputeOptions.threads(1),
                  new Settings(Framing.of(Fit.AUTO), "", 1));
          var image = Requests.image(13, 6, channels);
          var made = Requests.remade(translator, image)) {
        assertThat(made.channels()).isEqualTo(4);
        var before = image.toBytes();
        var after = made.toBytes();
        for (int i = 0; i < 13 * 6; i++) {
          for (int c = 0; c < 4; c++) {
            int from = c == 1 ? 3 : c == 3 ? 1 : c;
            byte expected =
                from == 3 && channels < 4
                    ? (byte) 255
                    : before[i * channels + Math.min(from, channels - 1)];
            assertThat(after[4 * i + c]).as("%s, %d at %d", bundle, c, i).isEqualTo(expected);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void giveTheImageOfTheirFunction(ImageForms.Form form) {
    var sizes =
        form.side() > 0
            ? List.of(new Size(8, 8))
            : List.of(new Size(8, 8), new Size(13, 6), new Size(5, 21));
    try (var translator =
        Translator.open(
            ModelBundle.open(form.write(folder)),
            ComputeOptions.threads(1),
            new Settings(Framing.of(Fit.AUTO), "", 1))) {
      for (var size : sizes) {
        try (var image = Requests.image(size.width(), size.height(), 3);
            var made = Requests.remade(translator, image)) {
          var before = image.toBytes();
          var after = made.toBytes();
          for (int i = 0; i < before.length; i++) {
            int expected = Math.min(255, Byte.toUnsignedInt(before[i]) + form.brighter());
            assertThat(Byte.toUnsignedInt(after[i])).as("%s at %d", size, i).isEqualTo(expected);
          }
        }
      }
    }
  }
}
