package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.SharedImageModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results lie in {@code target/translation}. */
@NeedsShared
class TranslatorSharedTest {

  private static final Path RESULTS = Path.of("target", "translation");
  private static final ImageCodec CODEC = new ImageCodec();

  @TempDir private Path folder;

  @Test
  void redrawsImagesOfItsOwnSize() throws IOException {
    requireRedrawn("mosaic-256", "data/photos/landscape-01.jpg", Framing.AUTO, "own-size");
  }

  @Test
  void redrawsLargerImagesInTiles() throws IOException {
    requireRedrawn("mosaic-256", "data/set5/baby.png", Framing.AUTO, "baby-tiled");
    requireRedrawn("candy-256", "data/set5/baby.png", Framing.of(Fit.RESIZE), "baby-resized");
    requireRedrawn("udnie-128", "data/photos/landscape-02.jpg", Framing.AUTO, "tiled");
    requireRedrawn(
        "rain-princess-128",
        "data/photos/landscape-02.jpg",
        new Framing(Fit.TILE, 0.5),
        "tiled-half");
  }

  @Test
  void redrawsSmallerImages() throws IOException {
    requireRedrawn("mosaic-256", "data/set5/woman.png", Framing.AUTO, "woman-auto");
    requireRedrawn("mosaic-256", "data/set5/woman.png", Framing.of(Fit.PAD), "woman-padded");
  }

  private void requireRedrawn(String style, String image, Framing framing, String result)
      throws IOException {
    var bundle =
        ModelBundle.open(SharedImageModels.style(folder.resolve(style), style), Licensing.ANY);
    var settings = new Translator.Settings(framing, "", 1);
    try (var translator = Translator.open(bundle, ComputeOptions.threads(1), settings);
        var source = CODEC.decode(Files.readAllBytes(Shared.path(image)));
        var made = Requests.remade(translator, source)) {
      Files.createDirectories(RESULTS);
      Files.write(
          RESULTS.resolve("%s-%s.png".formatted(style, result)),
          CODEC.encode(made, Encoding.of(ImageFormat.PNG)));
      assertThat(made.size()).isEqualTo(source.size());
      assertThat(meanChange(source, made)).isBetween(15.0, 120.0);
    }
  }

  private static double meanChange(Image source, Image made) {
    var before = source.toBytes();
    var after = made.toBytes();
    long sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(before[i]) - Byte.toUnsignedInt(after[i]));
    }
    return (double) sum / before.length;
  }
}
