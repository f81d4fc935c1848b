package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.ConditionedDenoisers;
import dev.variegate.testing.LatentDenoisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What descriptions of denoisers say of embeddings, sources and masks must fit. */
class ConditionedDescriptionsTest {

  @TempDir Path folder;

  private static void refuses(String from, String to, Path written, String message)
      throws IOException {
    var file = written.resolve("model.yaml");
    var text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
    assertThatThrownBy(() -> ModelBundle.open(written))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(message);
    Files.writeString(file, text);
  }

  @Test
  void embeddingsAreMadeByAnEmbedderAsTheDenoiserTakesThem() throws IOException {
    var embedded = ConditionedDenoisers.embedded(folder.resolve("embedded"));
    refuses(
        "shape: [-1, 1, 64]}\n  - role: denoiser",
        "shape: [-1, 2, 32]}\n  - role: denoiser",
        embedded,
        "must have the sizes that the denoiser takes, [-1, 1, 64]; correct one of them");
    refuses(
        "{name: emb, meaning: embedding, type: float32, shape: [-1, 1, 64]}",
        "{name: emb, meaning: embedding, type: float32, shape: [-1, -1, 64]}",
        embedded,
        "may leave only its first size free; write the others");
    refuses(
        "{name: emb, meaning: embedding, type: float32, shape: [-1, 1, 64]}",
        "{name: emb, meaning: label, type: float32, shape: [-1, 3], encoding: one-hot}",
        embedded,
        "has \"emb\" of meaning \"label\", task \"diffuse\" has no place for it");
    var text = Files.readString(embedded.resolve("model.yaml"));
    refuses(
        text.substring(text.indexOf("  - role: embedder"), text.indexOf("  - role: denoiser")),
        "",
        embedded,
        "The networks are [denoiser] but a denoiser with an input of meaning \"embedding\" needs an embedder beside it, which makes it of a class; describe it below \"networks\"");
  }

  @Test
  void sourcesAreImagesLikeTheNoisyOne() throws IOException {
    var enlarging = ConditionedDenoisers.enlarging(folder.resolve("enlarging"));
    refuses(
        "channels: gray, range: [-1, 1]}\noutputs",
        "channels: rgb, range: [-1, 1]}\noutputs",
        enlarging,
        "must have 3 as its second size, the number of channels; correct one of them");
    refuses(
        "channels: gray, range: [-1, 1]}\noutputs",
        "channels: gray, range: [-1, 1], levels: stretch}\noutputs",
        enlarging,
        "key \"inputs[2].levels\" is unknown");
  }

  @Test
  void latentDiffusionTakesSourcesBesideAnEncoderAndNoMasks() throws IOException {
    var latent = LatentDenoisers.tiny(folder.resolve("latent"), List.of("denoiser", "decoder"));
    var time = "      - {name: t, meaning: timestep, type: int64, shape: [-1]}\n";
    refuses(
        time,
        time
            + "      - {name: s, meaning: source, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}\n",
        latent,
        "has [denoiser, decoder] but a denoiser of latents with an input of meaning \"source\" needs an encoder");
    refuses(
        time,
        time
            + "      - {name: m, meaning: mask, type: float32, shape: [-1, 1, 8, 8], layout: NCHW}\n",
        latent,
        "has \"m\" of meaning \"mask\", task \"diffuse\" has no place for it");
  }
}
