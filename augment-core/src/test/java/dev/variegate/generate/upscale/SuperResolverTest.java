package dev.variegate.generate.upscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.framing.TileBlend;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.pixel.Resampling;
import dev.variegate.testing.ImageModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuperResolverTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rgb", "gray", "luma"})
  void tilesAndPadsAreEnlargedWithoutATrace(String channels) {
    try (var resolver = open(ImageModels.doubling(folder, 8, channels), OutputSize.FACTOR)) {
      for (var size : List.of(new Size(8, 8), new Size(3, 5), new Size(20, 6), new Size(9, 31))) {
        try (var image = Requests.image(size.width(), size.height(), 1);
            var made = Requests.remade(resolver, image)) {
          assertThat(made.size()).isEqualTo(new Size(2 * size.width(), 2 * size.height()));
          requireDoubled(made, image);
        }
      }
    }
  }

  @Test
  void colorsOfALumaNetworkAreThoseOfTheSource() {
    var samples = new byte[3 * 12 * 12];
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = (byte) 180;
      samples[i + 1] = 60;
      samples[i + 2] = 20;
    }
    try (var resolver = open(ImageModels.doubling(folder, 8, "luma"), OutputSize.FACTOR);
        var image = Image.ofBytes(12, 12, 3, samples);
        var made = Requests.remade(resolver, image)) {
      assertThat(made.size()).isEqualTo(new Size(24, 24));
      assertThat(made.toBytes()).startsWith((byte) 180, 60, 20).endsWith((byte) 180, 60, 20);
    }
  }

  @Test
  void goesBackToTheSizeOfItsSource() {
    try (var resolver = open(ImageModels.doubling(folder, 8, "rgb"), OutputSize.SOURCE);
        var image = Requests.image(11, 9, 4)) {
      var sample = resolver.make(Requests.of(List.of(image))).get(0);
      try (sample) {
        assertThat(sample.image().size()).isEqualTo(image.size());
        assertThat(sample.image().channels()).isEqualTo(4);
        assertThat(sample.lineage().method()).isEqualTo(Lineage.SUPER_RESOLVE);
        assertThat(sample.lineage().steps())
            .isEqualTo(
                "[{\"super-resolve\":{\"factor\":2,\"size\":\"source\",\"fit\":\"auto\",\"overlap\":0.25}}]");
      }
    }
  }

  @Test
  void aKernelEnlargesWithoutAModel() {
    var upscaler = new ResampleUpscaler(Resampling.LANCZOS, 3, OutputSize.FACTOR);
    try (upscaler;
        var image = Requests.image(4, 5, 4)) {
      var sample = upscaler.make(Requests.of(List.of(image))).get(0);
      try (sample) {
        assertThat(sample.image().size()).isEqualTo(new Size(12, 15));
        assertThat(sample.lineage().steps())
            .isEqualTo(
                "[{\"super-resolve\":{\"method\":\"lanczos\",\"factor\":3,\"size\":\"factor\"}}]");
        assertThat(sample.lineage().model()).isEmpty();
      }
    }
  }

  @Test
  void refusesAFactorThatEnlargesNothing() {
    assertThatThrownBy(() -> new ResampleUpscaler(Resampling.BICUBIC, 1, OutputSize.FACTOR))
        .hasMessage(
            "Factor is 1 but must stay within [2, 16]; give how many times as wide the image becomes");
  }

  @Test
  void refusesWhatNoArrayHolds() {
    assertThatThrownBy(() -> TileBlend.requirePossible(new Size(30_000, 20_000), 4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Image is 30000x20000, enlarged by 4 it would have more than 2000000000 samples; cut it into parts first");
    TileBlend.requirePossible(new Size(30_000, 20_000), 1, 3);
  }

  @Test
  void enlargesByADifferentNumberAcrossAndDown() {
    var bundle = ImageModels.stretching(folder);
    try (var resolver = open(bundle, OutputSize.FACTOR);
        var image = Requests.image(8, 8, 1);
        var made = Requests.remade(resolver, image)) {
      assertThat(made.size()).isEqualTo(new Size(16, 24));
    }
  }

  @Test
  void refusesAModelThatDoesNotEnlarge() {
    var bundle = ImageModels.same(folder, 8);
    assertThatThrownBy(() -> open(bundle, OutputSize.FACTOR))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model same 1 is asked for \"super-resolve\" but offers [translate]; take a model that can");
  }

  private static void requireDoubled(Image made, Image image) {
    for (int y = 0; y < made.height(); y++) {
      for (int x = 0; x < made.width(); x++) {
        assertThat(made.toBytes()[y * made.width() + x])
            .isEqualTo(image.toBytes()[y / 2 * image.width() + x / 2]);
      }
    }
  }

  private static SuperResolver open(Path bundle, OutputSize enlarged) {
    return SuperResolver.open(
        ModelBundle.open(bundle), ComputeOptions.threads(1), Framing.AUTO, enlarged);
  }
}
