package dev.variegate.generate.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.ImageToImageGenerator.Settings;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.schedule.SchedulerKind;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.DrawKey;
import dev.variegate.testing.Denoisers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageToImageGeneratorTest {

  private static final DiffusionOptions DDIM = DiffusionOptions.of(SchedulerKind.DDIM, 50);

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(Denoisers.tiny(folder));
  }

  private ImageToImageGenerator redraw(Settings settings) {
    return ImageToImageGenerator.open(
        bundle, ComputeOptions.threads(1), settings, StepListener.NONE);
  }

  private static Image image(int label) {
    var of = Denoisers.image(label);
    var bytes = new byte[of.length];
    for (int i = 0; i < of.length; i++) {
      bytes[i] = (byte) Math.round((of[i] + 1) * 127.5);
    }
    return Image.ofBytes(8, 8, 1, bytes);
  }

  private static double distance(Image made, int label) {
    var bytes = made.toBytes();
    var of = Denoisers.image(label);
    return IntStream.range(0, of.length)
        .mapToDouble(i -> Math.abs((bytes[i] & 255) / 127.5 - 1 - of[i]))
        .average()
        .orElseThrow();
  }

  private static ImageRequest request(Image image, String key) {
    return new ImageRequest(image, "ab", new DrawKey(7, key, 1), Optional.empty());
  }

  @Test
  void littleStrengthKeepsTheImageAndAllOfItMakesTheAskedOne() {
    try (var image = image(0);
        var little = redraw(new Settings(DDIM, 0.02, "square", Fit.AUTO));
        var all = redraw(new Settings(DDIM, 1, "square", Fit.AUTO));
        var kept = little.make(List.of(request(image, "a"))).get(0);
        var made = all.make(List.of(request(image, "a"))).get(0)) {
      assertThat(distance(kept.image(), 0)).isLessThan(distance(kept.image(), 1));
      assertThat(distance(made.image(), 1)).isLessThan(0.12).isLessThan(distance(made.image(), 0));
    }
  }

  @Test
  void noNeighborChangesABitAndKeysDo() {
    try (var one = image(0);
        var two = image(1);
        var redraw =
            redraw(new Settings(DiffusionOptions.of(SchedulerKind.DDPM, 10), 0.5, "", Fit.AUTO))) {
      var requests =
          List.of(
              request(one, "a"),
              request(two, "b"),
              request(one, "c"),
              request(two, "d"),
              request(one, "e"));
      var whole = redraw.make(requests);
      for (int i = 0; i < requests.size(); i++) {
        try (var alone = redraw.make(List.of(requests.get(i))).get(0)) {
          assertThat(alone.image().sameSamples(whole.get(i).image())).isTrue();
        }
      }
      assertThat(whole.get(0).image().sameSamples(whole.get(2).image())).isFalse();
      whole.forEach(Sample::close);
    }
  }

  @Test
  void imagesOfAnySizeAndAlphaKeepThem() {
    try (var large = Image.ofBytes(20, 12, 4, new byte[20 * 12 * 4]);
        var redraw = redraw(Settings.of(DDIM, 0.5));
        var made = redraw.make(List.of(request(large, "a"))).get(0)) {
      assertThat(made.image().size()).isEqualTo(large.size());
      assertThat(made.image().channels()).isEqualTo(4);
      assertThat(made.lineage().method()).isEqualTo("image-to-image");
      assertThat(made.lineage().steps())
          .isEqualTo(
              "[{\"image-to-image\":{\"scheduler\":\"ddim\",\"steps\":50,\"eta\":0.0,\"guidanceScale\":1.0,\"strength\":0.5,\"fit\":\"auto\"}}]");
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> Settings.of(DDIM, 0))
        .hasMessage("Strength is 0.0 but must be above 0.0 and at most 1.0; 0.3 to 0.7 are usual");
    assertThatThrownBy(() -> redraw(new Settings(DDIM, 0.5, "", Fit.TILE)))
        .hasMessage(
            "Fit is \"tile\" for model tiny-diffusion 1.0.0, which has to see the whole image at its own size; choose auto, resize or pad");
    assertThatThrownBy(() -> redraw(new Settings(DDIM, 0.5, "sqare", Fit.AUTO)))
        .hasMessageContaining("did you mean \"square\"?");
  }
}
