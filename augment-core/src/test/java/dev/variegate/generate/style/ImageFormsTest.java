package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.Translator.Settings;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.ImageForms;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that take and give images in several forms. */
class ImageFormsTest {

  @TempDir Path folder;

  static Stream<ImageForms.Form> forms() {
    return ImageForms.all().stream();
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
