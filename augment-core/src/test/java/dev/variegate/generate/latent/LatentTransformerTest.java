package dev.variegate.generate.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentTransformerTest {

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(TinyModels.autoencoder(folder));
  }

  @Test
  void whatIsEncodedAndDecodedIsAsItWas() {
    try (var image = image(3, 8, 8, 1);
        var made = only(new LatentEdit.Reconstruct(), request(image, 1))) {
      assertThat(made.image().sameSamples(image)).isTrue();
      assertThat(made.lineage().steps())
          .isEqualTo("[{\"latent\":{\"operation\":\"reconstruct\"}}]");
      assertThat(made.lineage().method()).isEqualTo("latent");
      assertThat(made.lineage().model()).isEqualTo("tiny-mirror");
      assertThat(made.lineage().modelSha256()).isEqualTo(bundle.sha256());
    }
  }

  @Test
  void imagesOfAnySizeAndChannelsComeBackWithTheirSizeAndAlpha() {
    try (var image = image(3, 20, 12, 4);
        var made = only(new LatentEdit.Reconstruct(), request(image, 1))) {
      assertThat(made.image().size()).isEqualTo(image.size());
      assertThat(made.image().channels()).isEqualTo(4);
      var samples = image.toBytes();
      var again = made.image().toBytes();
      for (int i = 3; i < samples.length; i += 4) {
        assertThat(again[i]).isEqualTo(samples[i]);
      }
    }
  }

  @Test
  void noNeighborOrBatchChangesABit() {
    var change = new LatentEdit.Perturb(Range.of(0.1, 0.9));
    var images = IntStream.range(0, 7).mapToObj(i -> image(i, 8 + i, 8, 1)).toList();
    var requests = images.stream().map(image -> request(image, 1)).toList();
    try (var remaker = LatentTransformer.open(bundle, ComputeOptions.threads(1), "", change)) {
      var whole = remaker.make(requests);
      for (int i = 0; i < requests.size(); i++) {
        var pair = remaker.make(List.of(requests.get((i + 3) % 7), requests.get(i)));
        assertThat(pair.get(1).image().sameSamples(whole.get(i).image())).isTrue();
        assertThat(pair.get(1).lineage()).isEqualTo(whole.get(i).lineage());
        pair.forEach(Sample::close);
      }
      whole.forEach(Sample::close);
    }
    images.forEach(Image::close);
  }

  @Test
  void anotherCopyIsPerturbedOtherwise() {
    var change = new LatentEdit.Turn(Range.fixed(0.5));
    try (var image = image(3, 8, 8, 1);
        var first = only(change, request(image, 1));
        var second = only(change, request(image, 2))) {
      assertThat(first.image().sameSamples(second.image())).isFalse();
      assertThat(first.lineage().steps())
          .isEqualTo("[{\"latent\":{\"operation\":\"turn\",\"amount\":0.5}}]");
    }
  }

  @Test
  void halfWayToThePartnerIsTheMeanOfBoth() {
    var change = new LatentEdit.Interpolate(Range.fixed(0.5), LatentInterpolation.LERP);
    try (var dark = flat(20);
        var bright = flat(220);
        var made =
            only(change, new ImageRequest(dark, "", new DrawKey(7, "k", 1), Optional.of(bright)))) {
      assertThat(made.image().toBytes()).containsOnly((byte) 120);
      assertThat(made.lineage().steps())
          .startsWith(
              "[{\"latent\":{\"operation\":\"interpolate\",\"amount\":0.5,\"interpolation\":\"lerp\",\"partnerSamplesSha256\":\"");
    }
  }

  @Test
  void editingMovesWhatTheDirectionMoves() {
    var numbers = new double[64];
    numbers[63] = 1; // the first sample, because the model mirrors their order
    var direction = new Direction("corner", bundle.sha256(), List.of(64L), 0.2, numbers);
    try (var gray = flat(100);
        var made = only(new LatentEdit.Edit(direction, Range.fixed(2)), request(gray, 1))) {
      var samples = made.image().toBytes();
      assertThat(Byte.toUnsignedInt(samples[0])).isEqualTo(202);
      assertThat(Arrays.copyOfRange(samples, 1, 64)).containsOnly((byte) 100);
      assertThat(made.lineage().steps())
          .contains("\"operation\":\"edit\",\"amount\":2.0,\"direction\":\"corner\"");
    }
  }

  @Test
  void refusesADirectionOfAnotherModelAndAModelWithoutEncoder(@TempDir Path other) {
    var direction = new Direction("d", "ff", List.of(1L), 1, new double[] {1});
    var edit = new LatentEdit.Edit(direction, Range.fixed(1));
    assertThatThrownBy(() -> LatentTransformer.open(bundle, ComputeOptions.threads(1), "", edit))
        .hasMessage(
            "Direction \"d\" is of the model with SHA-256 ff, this is tiny-mirror 1.0.0 with %s; find it with this model",
            bundle.sha256());
    var blobs = ModelBundle.open(TinyModels.unconditional(other));
    assertThatThrownBy(() -> LatentSpace.open(blobs, ComputeOptions.threads(1), ""))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model tiny-blobs 1.0.0 is asked for \"encode\" but offers [sample]; take a model that can");
    assertThatThrownBy(() -> LatentSpace.open(bundle, ComputeOptions.threads(1), "cat"))
        .hasMessage("Label is \"cat\" but model tiny-mirror 1.0.0 takes none; leave it out");
  }

  private Sample only(LatentEdit change, ImageRequest request) {
    try (var remaker = LatentTransformer.open(bundle, ComputeOptions.threads(1), "", change)) {
      return remaker.make(List.of(request)).get(0);
    }
  }

  private static ImageRequest request(Image image, int copy) {
    return new ImageRequest(
        image, "", new DrawKey(7, "key-" + image.width(), copy), Optional.empty());
  }

  private static Image flat(int level) {
    var samples = new byte[64];
    Arrays.fill(samples, (byte) level);
    return Image.ofBytes(8, 8, 1, samples);
  }

  private static Image image(int number, int width, int height, int channels) {
    var samples = new ArrayList<Byte>();
    for (int i = 0; i < width * height * channels; i++) {
      samples.add((byte) (i * (number + 5) + 31 * number));
    }
    var bytes = new byte[samples.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = samples.get(i);
    }
    return Image.ofBytes(width, height, channels, bytes);
  }
}
