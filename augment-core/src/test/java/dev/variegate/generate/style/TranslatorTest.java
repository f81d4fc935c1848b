package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.Translator.Settings;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.ImageModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorTest {

  private static final List<Size> SIZES =
      List.of(
          new Size(8, 8),
          new Size(1, 1),
          new Size(3, 8),
          new Size(8, 21),
          new Size(30, 9),
          new Size(5, 40),
          new Size(17, 17));

  @TempDir private Path folder;

  @Test
  void aNetworkThatChangesNothingGivesTheImageBackWhateverItsSize() {
    var bundle = ImageModels.same(folder, 8);
    for (double overlap : new double[] {0, 0.1, 0.25, 0.5, 0.9}) {
      try (var translator = open(bundle, new Framing(Fit.TILE, overlap))) {
        for (var size : SIZES) {
          requireSame(translator, size);
        }
      }
    }
  }

  @Test
  void paddedImagesThatFitInsideComeBackAsTheyWere() {
    try (var translator = open(ImageModels.same(folder, 8), Framing.of(Fit.PAD))) {
      for (var size : List.of(new Size(8, 8), new Size(1, 1), new Size(3, 7), new Size(8, 2))) {
        requireSame(translator, size);
      }
    }
  }

  @Test
  void aNetworkOfFreeSizeTakesImagesWhole() {
    var bundle = ImageModels.same(folder, -1, ", multiple: 4");
    for (var fit : List.of(Fit.AUTO, Fit.NATIVE, Fit.PAD)) {
      try (var translator = open(bundle, Framing.of(fit))) {
        SIZES.forEach(size -> requireSame(translator, size));
      }
    }
  }

  @Test
  void aNetworkOfFreeSizeTilesWhatIsLargerThanItsWorkingSize() {
    var bundle = ImageModels.same(folder, -1, ", size: [12, 8], multiple: 4");
    for (var fit : List.of(Fit.AUTO, Fit.TILE)) {
      try (var translator = open(bundle, Framing.of(fit))) {
        SIZES.forEach(size -> requireSame(translator, size));
      }
    }
  }

  @Test
  void refusesImagesBelowTheMinimumUnlessTheyAreMadeToFit() {
    var bundle = ImageModels.same(folder, -1, ", minimum: 6");
    try (var image = Requests.image(20, 5, 3)) {
      for (var fit : List.of(Fit.AUTO, Fit.NATIVE)) {
        try (var translator = open(bundle, Framing.of(fit))) {
          assertThatThrownBy(() -> Requests.remade(translator, image))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "Image is 20x5 but must be at least 6x6 for model same 1; leave it out, or choose the fit pad or resize");
        }
      }
      for (var fit : List.of(Fit.PAD, Fit.RESIZE)) {
        try (var translator = open(bundle, Framing.of(fit));
            var made = Requests.remade(translator, image)) {
          assertThat(made.size()).isEqualTo(image.size());
        }
      }
    }
  }

  @Test
  void refusesToTileWithoutASizeOfTiles() {
    var bundle = ImageModels.same(folder, -1);
    assertThatThrownBy(() -> open(bundle, Framing.of(Fit.TILE)))
        .hasMessage(
            "Fit is \"tile\" but model same 1 names no size for its tiles; give its image the key \"size\", or choose native");
  }

  @Test
  void everyFitKeepsTheSizeAndTheAlpha() {
    var bundle = ImageModels.same(folder, 8);
    for (var fit : List.of(Fit.AUTO, Fit.RESIZE, Fit.PAD, Fit.TILE)) {
      try (var translator = open(bundle, Framing.of(fit));
          var image = Requests.image(11, 5, 4);
          var made = Requests.remade(translator, image)) {
        assertThat(made.size()).isEqualTo(image.size());
        for (int i = 3; i < 11 * 5 * 4; i += 4) {
          assertThat(made.toBytes()[i]).isEqualTo(image.toBytes()[i]);
        }
      }
    }
  }

  @Test
  void aConstantStaysConstantEvenWhereItIsResized() {
    var samples = new byte[13 * 6 * 3];
    Arrays.fill(samples, (byte) 200);
    try (var translator = open(ImageModels.same(folder, 8), Framing.of(Fit.RESIZE));
        var image = Image.ofBytes(13, 6, 3, samples);
        var made = Requests.remade(translator, image)) {
      assertThat(made.sameSamples(image)).isTrue();
    }
  }

  @Test
  void tilesFadeIntoEachOther() {
    var black = Image.ofBytes(32, 8, 3, new byte[32 * 8 * 3]);
    try (black;
        var faded = remade(ImageModels.sloping(folder), new Framing(Fit.TILE, 0.5), black);
        var hard = remade(folder, new Framing(Fit.TILE, 0), black)) {
      assertThat(steepest(hard)).isGreaterThan(60);
      assertThat(steepest(faded)).isLessThan(25);
    }
  }

  @Test
  void noNeighborChangesAnImage() {
    var images = new ArrayList<Image>();
    SIZES.forEach(size -> images.add(Requests.image(size.width(), size.height(), 3)));
    try (var translator = open(ImageModels.sloping(folder), Framing.AUTO)) {
      var together = translator.make(Requests.of(images));
      for (int i = 0; i < images.size(); i++) {
        try (var alone = Requests.remade(translator, images.get(i));
            var one = together.get(i)) {
          assertThat(one.image().sameSamples(alone)).isTrue();
        }
      }
    }
    images.forEach(Image::close);
  }

  @Test
  void grayAndSixteenBitImagesBecomeEightBitColors() {
    try (var translator = open(ImageModels.same(folder, 8), Framing.AUTO);
        var gray = Image.ofShorts(1, 1, 1, (short) 0x8080);
        var made = Requests.remade(translator, gray)) {
      assertThat(made.toBytes()).containsExactly((byte) 128, (byte) 128, (byte) 128);
    }
  }

  @Test
  void labelAndStrengthReachTheNetwork() {
    var bundle = ModelBundle.open(ImageModels.brightening(folder));
    var settings = new Settings(Framing.AUTO, "half", 0.4);
    try (var translator = Translator.open(bundle, ComputeOptions.threads(1), settings);
        var black = Image.ofBytes(8, 8, 1, new byte[64])) {
      var sample = translator.make(Requests.of(List.of(black))).get(0);
      try (sample) {
        assertThat(sample.image().toBytes()).containsOnly(51);
        assertThat(sample.lineage().method()).isEqualTo(Lineage.IMAGE_TRANSLATE);
        assertThat(sample.lineage().steps())
            .isEqualTo(
                "[{\"image-translate\":{\"fit\":\"auto\",\"overlap\":0.25,\"label\":\"half\",\"strength\":0.4}}]");
        assertThat(sample.lineage().modelSha256()).isEqualTo(bundle.sha256());
        assertThat(sample.lineage().license()).isEqualTo("Apache-2.0");
      }
    }
  }

  @Test
  void refusesWhatTheNetworkCannotDo() {
    var bundle = ModelBundle.open(ImageModels.same(folder, 8));
    assertThatThrownBy(() -> open(bundle, new Settings(Framing.AUTO, "winter", 1)))
        .hasMessage("Label is \"winter\" but model same 1 takes none; leave it out");
    assertThatThrownBy(() -> open(bundle, new Settings(Framing.AUTO, "", 0.5)))
        .hasMessage(
            "Strength is 0.5 but model same 1 takes none; leave it out, or take a model with an input of meaning \"strength\"");
    assertThatThrownBy(() -> open(bundle, new Settings(Framing.of(Fit.NATIVE), "", 1)))
        .hasMessage(
            "Fit is \"native\" but model same 1 takes images of 8x8 alone; choose auto, resize, pad or tile");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new Settings(Framing.AUTO, "", 1.5))
        .hasMessage("Strength is 1.5 but must stay within [0.0, 1.0]; 1 asks for the whole change");
    assertThatThrownBy(() -> new Framing(Fit.TILE, 1))
        .hasMessage(
            "Overlap (fraction of a tile's side) is 1.0 but must stay within [0.0, 0.9]; 0.25 is usual");
  }

  @Test
  void asksForALabelWhereTheNetworkNeedsOne() {
    var bundle = ModelBundle.open(ImageModels.brightening(folder));
    assertThatThrownBy(() -> open(bundle, Settings.DEFAULT))
        .hasMessage(
            "Label is \"\" but model brightening 1 asks for one; name one of [none, half, full]");
  }

  private static void requireSame(Translator translator, Size size) {
    try (var image = Requests.image(size.width(), size.height(), 3);
        var made = Requests.remade(translator, image)) {
      assertThat(made.sameSamples(image)).as("image of %s", size).isTrue();
    }
  }

  private static Image remade(Path bundle, Framing framing, Image image) {
    try (var translator = open(bundle, framing)) {
      return Requests.remade(translator, image);
    }
  }

  /** The largest step between neighbors of a row. */
  private static int steepest(Image made) {
    var samples = made.toBytes();
    int largest = 0;
    for (int i = 3; i < made.width() * 3; i++) {
      int step = Byte.toUnsignedInt(samples[i]) - Byte.toUnsignedInt(samples[i - 3]);
      largest = Math.max(largest, Math.abs(step));
    }
    return largest;
  }

  private static Translator open(Path bundle, Framing framing) {
    return open(ModelBundle.open(bundle), new Settings(framing, "", 1));
  }

  private static Translator open(ModelBundle bundle, Settings settings) {
    return Translator.open(bundle, ComputeOptions.threads(1), settings);
  }
}
