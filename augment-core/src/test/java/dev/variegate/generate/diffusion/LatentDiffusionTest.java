package dev.variegate.generate.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.generate.Requests;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.inpaint.RePaint;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.lineage.Sample;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.LatentDenoisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose latents are its images in another shape makes what the model of images makes. */
class LatentDiffusionTest {

  private static final List<String> ALL = List.of("encoder", "denoiser", "decoder");
  private static final StepListener QUIET = (step, of) -> {};

  @TempDir Path folder;

  private ModelBundle pixels;

  @BeforeEach
  void write() {
    pixels = ModelBundle.open(Denoisers.tiny(folder.resolve("pixels")));
  }

  private ModelBundle latent(List<String> roles) {
    return ModelBundle.open(LatentDenoisers.tiny(folder.resolve("latent"), roles));
  }

  private static List<byte[]> sampled(ModelBundle bundle, int number) {
    var requests =
        IntStream.range(0, number)
            .mapToObj(i -> new SampleRequest("key " + i, 1, 7, i % 2 == 0 ? "circle" : ""))
            .toList();
    var options = new DiffusionOptions("", 10, 0, 2);
    try (var sampler = DiffusionSampler.open(bundle, ComputeOptions.threads(1), options, QUIET)) {
      var samples = sampler.sample(requests);
      try (var again = sampler.replay(samples.get(1).lineage())) {
        assertThat(again.image().toBytes()).isEqualTo(samples.get(1).image().toBytes());
      }
      var images = samples.stream().map(sample -> sample.image().toBytes()).toList();
      samples.forEach(Sample::close);
      return images;
    }
  }

  private static byte[] redrawn(ModelBundle bundle) {
    var settings =
        new ImageToImageGenerator.Settings(
            new DiffusionOptions("", 10, 0, 1), 0.5, "cross", Fit.AUTO);
    try (var generator =
            ImageToImageGenerator.open(bundle, ComputeOptions.threads(1), settings, QUIET);
        var image = Requests.image(11, 9, 1);
        var made = Requests.remade(generator, image)) {
      return made.toBytes();
    }
  }

  @Test
  void samplesAndRedrawsAsTheModelOfImages() {
    var latent = latent(ALL);
    assertThat(sampled(latent, 6)).containsExactlyElementsOf(sampled(pixels, 6));
    assertThat(redrawn(latent)).isEqualTo(redrawn(pixels));
  }

  /** What no file says is filled in: classes, range, distribution and scale. */
  @Test
  void isDescribedByItsFilesAlone() throws IOException {
    var home = LatentDenoisers.tiny(folder.resolve("described"), ALL);
    var files = ALL.stream().map(role -> home.resolve(role + ".onnx")).toList();
    var text =
        DescriptionScaffold.of(home, files, Optional.empty())
            .text()
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("labels: TODO.*", "labels: [circle, square, cross]")
            .replaceAll("distribution: TODO.*", "distribution: none")
            .replaceAll("# scale: 0.18215.*", "scale: 0.5")
            .replaceAll("range: TODO.*", "range: [-1, 1]")
            .replaceAll("(name: \"label\"\n)", "$1        unconditional: 3\n");
    Files.writeString(home.resolve("model.yaml"), text);
    assertThat(sampled(ModelBundle.open(home), 3)).containsExactlyElementsOf(sampled(pixels, 3));
  }

  @Test
  void samplesWithoutAnEncoderAndThenStartsFromNoImage() {
    var latent = latent(List.of("denoiser", "decoder"));
    assertThat(sampled(latent, 3)).containsExactlyElementsOf(sampled(pixels, 3));
    assertThatThrownBy(() -> redrawn(latent))
        .hasMessage(
            "Model tiny-latent-diffusion 1.0.0 has no encoder but must have one to start from an image; describe it, or sample new images");
  }

  @Test
  void refusesToInpaintByResampling() {
    assertThatThrownBy(() -> RePaint.check(latent(ALL), RePaint.Settings.DEFAULT))
        .hasMessage(
            "Model tiny-latent-diffusion 1.0.0 denoises latents but must denoise images to inpaint by resampling; take another model");
  }

  @Test
  void refusesADescriptionThatCannotBe() throws IOException {
    assertThatThrownBy(() -> latent(List.of("encoder", "denoiser")))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(
            "has [encoder, denoiser] but an encoder needs a decoder beside it, which turns denoised latents into images; describe it");
    var written = LatentDenoisers.tiny(folder.resolve("changed"), ALL).resolve("model.yaml");
    var text = Files.readString(written);
    Files.writeString(
        written,
        text.replace(
            "name: z, meaning: latent, type: float32, shape: [-1, 4, 4, 4]",
            "name: z, meaning: latent, type: float32, shape: [-1, 4, -1, -1]"));
    assertThatThrownBy(() -> ModelBundle.open(written.getParent()))
        .hasMessageContaining("may leave only its first size free; write the others");
    Files.writeString(
        written, text.replaceFirst("shape: \\[-1, 1, 8, 8]", "shape: [-1, 1, 16, 16]"));
    var bundle = ModelBundle.open(written.getParent());
    assertThatThrownBy(() -> sampled(bundle, 1))
        .hasMessageContaining("but must do both at one size");
    assertThatThrownBy(() -> redrawn(bundle))
        .hasMessage(
            "Model tiny-latent-diffusion 1.0.0 encodes images of 16x16 and decodes images of 8x8 but must do both at one size; correct the description");
  }

  @Test
  void refusesLatentsThatAreDrawnScaledTwiceOrOfAnotherShape() throws IOException {
    var written = LatentDenoisers.tiny(folder.resolve("changed"), ALL).resolve("model.yaml");
    var text = Files.readString(written);
    Files.writeString(
        written, text.replace("distribution: none, scale: 0.5", "distribution: normal"));
    assertThatThrownBy(() -> ModelBundle.open(written.getParent()))
        .hasMessageContaining(
            "must have the \"distribution\" none, and a \"scale\" at the denoiser alone");
    Files.writeString(
        written, text.replaceFirst("distribution: none}", "distribution: none, scale: 2}"));
    assertThatThrownBy(() -> ModelBundle.open(written.getParent()))
        .hasMessageContaining(
            "must have the \"distribution\" none, and a \"scale\" at the denoiser alone");
    var before = Files.readAllBytes(written.resolveSibling("encoder.onnx"));
    var flat =
        LatentDenoisers.reshaped(
            "image", new long[] {-1, 1, 8, 8}, "latent", new long[] {-1, 16, 2, 2}, 2);
    Files.write(written.resolveSibling("encoder.onnx"), flat);
    Files.writeString(
        written,
        text.replace(Sha256.hex(before), Sha256.hex(flat))
            .replaceFirst("shape: \\[-1, 4, 4, 4]", "shape: [-1, 16, 2, 2]"));
    assertThatThrownBy(() -> redrawn(ModelBundle.open(written.getParent())))
        .hasMessage(
            "Output \"latent\" of model tiny-latent-diffusion 1.0.0 is [4, 16, 2, 2] but must be [4, 4, 4, 4], as the denoiser and the size of images ask; correct model.yaml");
  }
}
