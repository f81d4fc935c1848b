package dev.variegate.generate.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.Requests;
import dev.variegate.image.Image;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import dev.variegate.testing.Codebooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An autoencoder whose latents are codes, which here are the samples of the image. */
class CodebookTest {

  private static final int AREA = 64;

  @TempDir Path folder;

  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(Codebooks.tiny(folder));
  }

  private byte[] made(LatentEdit edit, Image image, Optional<Image> partner, int copy) {
    var request = new ImageRequest(image, "ab", new DrawKey(7, "key", copy), partner);
    try (var generator = LatentTransformer.open(bundle, ComputeOptions.threads(1), "", edit);
        var sample = generator.make(List.of(request)).get(0)) {
      return sample.image().toBytes();
    }
  }

  private static double changed(byte[] from, byte[] to) {
    return IntStream.range(0, AREA).filter(i -> from[i] != to[i]).count() / (double) AREA;
  }

  @Test
  void decodesTheCodesThatItEncodes() {
    try (var image = Requests.image(8, 8, 1)) {
      assertThat(made(new LatentEdit.Reconstruct(), image, Optional.empty(), 1))
          .isEqualTo(image.toBytes());
    }
  }

  @Test
  void perturbingExchangesAFractionOfTheCodes() {
    try (var image = Requests.image(8, 8, 1)) {
      var own = image.toBytes();
      double sum = 0;
      for (int copy = 1; copy <= 40; copy++) {
        var edit = new LatentEdit.Perturb(Range.fixed(0.25));
        sum += changed(own, made(edit, image, Optional.empty(), copy));
      }
      assertThat(sum / 40).isCloseTo(0.25, within(0.035)); // 4 deviations of the mean
      var none = new LatentEdit.Perturb(Range.fixed(0));
      assertThat(made(none, image, Optional.empty(), 1)).isEqualTo(own);
    }
  }

  @Test
  void moreOfAnAmountChangesTheSameCodesAndFurtherOnes() {
    try (var image = Requests.image(8, 8, 1)) {
      var own = image.toBytes();
      var few = made(new LatentEdit.Perturb(Range.fixed(0.2)), image, Optional.empty(), 1);
      var many = made(new LatentEdit.Perturb(Range.fixed(0.7)), image, Optional.empty(), 1);
      for (int i = 0; i < AREA; i++) {
        if (few[i] != own[i]) {
          assertThat(many[i]).isEqualTo(few[i]);
        }
      }
      assertThat(changed(own, many)).isGreaterThan(changed(own, few));
    }
  }

  @Test
  void interpolatingTakesCodesOfThePartner() {
    try (var image = Requests.image(8, 8, 1);
        var partner = Image.ofBytes(8, 8, 1, new byte[AREA])) {
      var half = new LatentEdit.Interpolate(Range.fixed(0.5), LatentInterpolation.SLERP);
      var own = image.toBytes();
      var mixed = made(half, image, Optional.of(partner), 1);
      for (int i = 0; i < AREA; i++) {
        assertThat(mixed[i]).isIn(own[i], (byte) 0);
      }
      assertThat(changed(own, mixed)).isBetween(0.3, 0.7);
      var whole = new LatentEdit.Interpolate(Range.fixed(1), LatentInterpolation.SLERP);
      assertThat(made(whole, image, Optional.of(partner), 1)).containsOnly((byte) 0);
    }
  }

  @Test
  void theLineageNamesNoWayBetweenCodes() {
    var edit = new LatentEdit.Interpolate(Range.fixed(0.5), LatentInterpolation.SLERP);
    try (var image = Requests.image(8, 8, 1);
        var generator = LatentTransformer.open(bundle, ComputeOptions.threads(1), "", edit);
        var sample =
            generator
                .make(
                    List.of(
                        new ImageRequest(
                            image, "ab", new DrawKey(7, "key", 1), Optional.of(image))))
                .get(0)) {
      assertThat(sample.lineage().steps())
          .startsWith(
              "[{\"latent\":{\"operation\":\"interpolate\",\"amount\":0.5,\"partnerSamplesSha256\":");
    }
  }

  @Test
  void refusesEditsThatCodesCannotHave() {
    var turn = new LatentEdit.Turn(Range.fixed(0.5));
    assertThatThrownBy(() -> LatentTransformer.requireUse(bundle, turn))
        .hasMessage(
            "Operation is \"turn\" but must be reconstruct, perturb or interpolate for model tiny-codes 1.0.0, whose latents are codes of a codebook; choose one of them");
    var twice = new LatentEdit.Perturb(Range.of(0.5, 2));
    assertThatThrownBy(() -> LatentTransformer.requireUse(bundle, twice))
        .hasMessage(
            "Amount of perturbing is [0.5, 2.0] but must stay within [0.0, 1.0] for model tiny-codes 1.0.0, the fraction of its codes that are exchanged; narrow the range");
  }

  @Test
  void refusesDescriptionsThatCannotBe() throws IOException {
    var file = folder.resolve("model.yaml");
    var text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("codebook: 256", "codebook: 128"));
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(
            "has a \"codebook\" of 128 and the decoder one of 256, which must be the same; correct one of them");
    Files.writeString(
        file, text.replaceFirst("shape: \\[-1, 8, 8], codebook", "shape: [-1, 64], codebook"));
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageContaining("must have the sizes that the decoder takes, [-1, 8, 8]");
    Files.writeString(file, text.replaceFirst("codebook: 256", "codebook: 1"));
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageContaining(
            "Key \"codebook\" is 1 but must be 2 to 16777216, the number of its vectors; correct it");
    Files.writeString(file, text.replaceFirst("codes, type: int64", "codes, type: float32"));
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageContaining("must be of type int64 or int32; correct it");
    Files.writeString(
        file,
        text.replaceFirst(
            "meaning: codes, (.*), codebook: 256", "meaning: latent, $1, distribution: none"));
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageContaining(
            "of meaning \"latent\", the encoder of task \"autoencode\" has no place");
  }

  @Test
  void refusesCodesBeyondTheCodebook() throws IOException {
    var file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace("codebook: 256", "codebook: 100"));
    bundle = ModelBundle.open(folder);
    try (var image = Image.ofBytes(8, 8, 1, fill(100))) {
      assertThatThrownBy(() -> made(new LatentEdit.Reconstruct(), image, Optional.empty(), 1))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Output \"codes\" of model tiny-codes 1.0.0 has the code 100 but must stay below 100; correct the key \"codebook\"");
    }
  }

  private static byte[] fill(int level) {
    var samples = new byte[AREA];
    Arrays.fill(samples, (byte) level);
    return samples;
  }

  /** The size of the codebook is that of the decoder's table. */
  @Test
  void isDescribedByItsFilesAlone() throws IOException {
    var files = List.of(folder.resolve("encoder.onnx"), folder.resolve("decoder.onnx"));
    var draft = DescriptionScaffold.of(folder, files, Optional.empty()).text();
    assertThat(draft).contains("codebook: 256  # vectors of the decoder's table");
    Files.writeString(
        folder.resolve("model.yaml"),
        draft
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("range: TODO.*", "range: [0, 255]"));
    bundle = ModelBundle.open(folder);
    decodesTheCodesThatItEncodes();
  }
}
