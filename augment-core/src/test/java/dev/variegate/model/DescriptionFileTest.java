package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Scores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionFileTest {

  private static final String SAMPLER =
      """
      name: clothes
      version: 1.0.0
      task: sample
      family: conditional-vae
      engine: onnx
      license: MIT
      labels: [dress, coat]
      batch: 64
      files:
        - {path: decoder.onnx, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
      inputs:
        - {name: z, meaning: latent, type: float32, shape: [-1, 32], distribution: normal}
        - {name: label, meaning: label, type: int64, shape: [-1]}
      outputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
      """;

  private static final String CLASSIFIER =
      """
      name: judge
      version: 1.0.0
      task: classify
      engine: onnx
      labels: [dress, coat]
      batch: 8
      files:
        - {path: judge.onnx, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
      inputs:
        - {name: image, meaning: image, type: float32, shape: [8, 3, 20, 30], layout: NCHW, channels: rgb, range: [0, 1], mean: [0.1, 0.2, 0.3], deviation: [1, 2, 3]}
      outputs:
        - {name: scores, meaning: scores, type: float32, shape: [8, 2], form: log-probabilities}
        - {name: features, meaning: features, type: float32, shape: [8, 40]}
      """;

  @Test
  void readsASampler() {
    var model = read(SAMPLER);
    assertThat(model.title()).isEqualTo("clothes 1.0.0");
    assertThat(model.task()).isEqualTo(Task.SAMPLE);
    assertThat(model.family()).isEqualTo("conditional-vae");
    assertThat(model.license()).isEqualTo("MIT");
    assertThat(model.labels()).containsExactly("dress", "coat");
    assertThat(model.batch()).isEqualTo(64);
    assertThat(model.files()).extracting(ModelFile::path).containsExactly("decoder.onnx");
    assertThat(model.network(NetworkRole.GENERATOR).inputs())
        .containsExactly(
            new TensorDescription(
                "z",
                ElementType.FLOAT32,
                List.of(-1L, 32L),
                new Latent(Distribution.NORMAL, 1, Double.POSITIVE_INFINITY)),
            new TensorDescription(
                "label", ElementType.INT64, List.of(-1L), new TensorRole.Label()));
    assertThat(model.network(NetworkRole.GENERATOR).outputs())
        .containsExactly(
            new TensorDescription(
                "image",
                ElementType.FLOAT32,
                List.of(-1L, 1L, 28L, 28L),
                Pixels.ranging(Channels.GRAY, 0, 1)));
  }

  @Test
  void readsAClassifier() {
    var model = read(CLASSIFIER);
    assertThat(model.input(Pixels.class).orElseThrow().meaning())
        .isEqualTo(
            new Pixels(
                Layout.NCHW, Channels.RGB, 0, 1, List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0)));
    assertThat(model.output(Scores.class).orElseThrow().meaning())
        .isEqualTo(new Scores(Form.LOG_PROBABILITIES));
    assertThat(model.output(TensorRole.Features.class)).isPresent();
    assertThat(model.license()).isEmpty();
  }

  @Test
  void readsATruncatedLatent() {
    var text =
        SAMPLER.replace(
            "distribution: normal", "distribution: truncated-normal, truncation: 0.7, scale: 2");
    assertThat(read(text).input(Latent.class).orElseThrow().meaning())
        .isEqualTo(new Latent(Distribution.TRUNCATED_NORMAL, 2, 0.7));
    var usual = SAMPLER.replace("distribution: normal", "distribution: truncated-normal");
    assertThat(read(usual).input(Latent.class).orElseThrow().meaning())
        .isEqualTo(new Latent(Distribution.TRUNCATED_NORMAL, 1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
license: MIT | licens: MIT | model.yaml: key "licens" is unknown; did you mean "license"? Known: batch, engine, family, files, inputs, labels, license, name, networks, outputs, task, training, version
path: dec | file: dec | model.yaml: key "files[0].file" is unknown; known: path, sha256
distribution: normal | distrbution: normal | model.yaml: key "inputs[0].distrbution" is unknown; did you mean "distribution"? Known: distribution, meaning, name, scale, shape, truncation, type
meaning: latent | meaning: latnt | model.yaml: key "inputs[0].meaning" is "latnt"; did you mean "latent"? Known: codes, constant, content, context, embedding, features, image, label, latent, mask, mixture, noise, prediction, score, scores, segmentation, source, state, strength, style, timestep, truncation
task: sample | task: dream | model.yaml: key "task" is "dream"; known: autoencode, autoregress, classify, diffuse, inpaint, sample, score, segment, stylize, super-resolve, translate
engine: onnx | engine: keras | model.yaml: key "engine" is "keras"; known: onnx, torchscript
layout: NCHW | layout: HCW | model.yaml: key "outputs[0].layout" is "HCW"; did you mean "CHW"? Known: CHW, HWC, NCHW, NHW, NHWC
layout: NCHW | layout: HWC | model.yaml: key "outputs[0]": Key "layout" is HWC, of one image without a batch, but "shape" is [-1, 1, 28, 28]; write NHWC
name: clothes | family: x | model.yaml has the key "family" twice (line 4) but must have it once; remove one
batch: 64 | batch: many | model.yaml: key "batch" is "many" but must be a whole number; correct it
batch: 64 | batch: 6.5 | model.yaml: key "batch" is 6.5 but must be a whole number; correct it
batch: 64 | batch: 4294967297 | model.yaml: key "batch" is 4294967297 but must be within -2147483648..2147483647; correct it
batch: 64 | batch: 2147483647 | model.yaml: Tensor "z" of shape [-1, 32] has more than 2147483647 elements with "batch" 2147483647, which no tensor may; lower "batch" or correct "shape"
shape: [-1, 32] | shape: [-1, 32, 2000000000, 2000000000] | model.yaml: Tensor "z" of shape [-1, 32, 2000000000, 2000000000] has more than 2147483647 elements with "batch" 64, which no tensor may; lower "batch" or correct "shape"
range: [0, 1] | range: [0, 1e999] | model.yaml: key "outputs[0].range[1]" is "Infinity" but must be a finite number; correct it
name: clothes | nam: clothes | model.yaml: key "nam" is unknown; did you mean "name"? Known: batch, engine, family, files, inputs, labels, license, name, networks, outputs, task, training, version
`name: clothes\n` | `inputz: 1\n` | model.yaml: key "inputz" is unknown; did you mean "inputs"? Known: batch, engine, family, files, inputs, labels, license, name, networks, outputs, task, training, version
meaning: latent | meening: latent | model.yaml: key "inputs[0].meening" is unknown; did you mean "meaning"? Known: border, channels, codebook, deviation, distribution, encoding, factor, form, hole, kept, layout, levels, mean, meaning, minimum, multiple, name, range, scale, shape, size, temperature, truncation, type, unconditional, value
version: 1.0.0 | version: 1.0 | model.yaml: key "version" is 1.0 but must be text in quotes; correct it
labels: [dress, coat] | labels: [0, 1] | model.yaml: key "labels[0]" is 0 but must be text in quotes; correct it
labels: [dress, coat] | labels: dress | model.yaml: key "labels" is "dress" but must be a list of texts; correct it
shape: [-1, 32] | shape: [-1, x] | model.yaml: key "inputs[0].shape[1]" is "x" but must be a whole number; correct it
range: [0, 1] | range: [0, one] | model.yaml: key "outputs[0].range[1]" is "one" but must be a finite number; correct it
`batch: 64\n` | `` | model.yaml: key "batch" is missing but must be a whole number; add it
batch: 64 | batch: 0 | model.yaml: Key "batch" is 0 but must be 1 or more; 64 suits small networks
labels: [dress, coat] | labels: [coat, coat] | model.yaml: Key "labels" is [coat, coat] but must not name a class twice; rename one
sha256: 0123 | sha256: x123 | model.yaml: key "files[0]": SHA-256 of decoder.onnx is "x123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" but must be 64 lower-case hexadecimal digits; take them from sha256sum
shape: [-1, 32] | shape: [-1, 0] | model.yaml: key "inputs[0]": Key "shape" is [-1, 0] but every size must be 1 or more, or -1 for a free one; correct it
range: [0, 1] | range: [1, 0] | model.yaml: key "outputs[0]": Key "range" is [1.0, 0.0] but black must lie below white; swap the two
range: [0, 1] | range: [0] | model.yaml: key "outputs[0]": Key "range" is [0.0] but must be two numbers, black and white; write [0, 1]
range: [0, 1] | range: [0, 1], mean: [1, 2] | model.yaml: key "outputs[0]": Key "mean" has 2 numbers but must have 1, one for each channel of gray; add or remove some
range: [0, 1] | range: [0, 1], deviation: [0] | model.yaml: key "outputs[0]": Key "deviation" is [0.0] but every number must be above 0; leave the key out for 1
distribution: normal | distribution: normal, truncation: 2 | model.yaml: key "inputs[0]": Key "truncation" needs the distribution "truncated-normal", given is "normal"; change one of them
distribution: normal | distribution: truncated-normal, truncation: 0 | model.yaml: key "inputs[0]": Key "truncation" is 0.0 but must be 0.1 or more; usual values are 0.5 to 2
distribution: normal | distribution: normal, scale: 0 | model.yaml: key "inputs[0]": Key "scale" is 0.0 but must be above 0 and finite; leave it out for 1
meaning: label | meaning: label, encoding: one-hot | model.yaml: Tensor "label" is int64 [-1] but must have 2 as its last size, the number of classes; correct one of them
meaning: label | meaning: label, encoding: onehot | model.yaml: key "inputs[1].encoding" is "onehot"; did you mean "one-hot"? Known: index, one-hot
meaning: label | meaning: constant | model.yaml: key "inputs[1].value" is missing but must be a finite number; add it
meaning: label | meaning: constant, value: [] | model.yaml: key "inputs[1]": Key "value" is an empty list but must hold a number; write one
meaning: label | meaning: constant, value: [1, 2] | model.yaml: Tensor "label" is int64 [-1] but is given 2 values but must be given one, or one for each number of a row; correct the key "value"
shape: [-1, 1, 28, 28] | shape: [-1, 784] | model.yaml: key "outputs[0]": Key "shape" is [-1, 784], all pixels in one row, but nothing says how wide the image is; give the key "size", width and height
shape: [-1, 1, 28, 28] | shape: [-1, 784], size: [28, 27] | model.yaml: key "outputs[0]": Key "shape" is [-1, 784] but its last size must be 756, that of 28x27 with 1 channels; correct one of them
shape: [-1, 1, 28, 28], layout: NCHW | shape: [28, 28, 1], layout: HWC | model.yaml: Tensor "image" is float32 [28, 28, 1] but has no batch axis, so that "batch" must be 1; correct one of them
type: float32, shape: [-1, 1, 28, 28] | type: uint8, shape: [-1, 1, 28, 28] | model.yaml: Tensor "image" is uint8 [-1, 1, 28, 28] but must have the "range" [0, 255], without "mean" and "deviation"; correct one of them
meaning: label | meaning: constant, value: 0.5 | model.yaml: Tensor "label" is int64 [-1] but is given [0.5] but must be given whole numbers that the type holds; correct the key "value"
`labels: [dress, coat]\n` | `` | model.yaml: Tensor "label" is int64 [-1] but needs the names of the classes; list them under "labels"
shape: [-1, 32] | shape: [32] | model.yaml: Tensor "z" is float32 [32] but must have -1 or the batch of 64 as its first size; correct one of them
shape: [-1, 32] | shape: [7, 32] | model.yaml: Tensor "z" is float32 [7, 32] but must have -1 or the batch of 64 as its first size; correct one of them
shape: [-1, 32] | shape: [-1, -1] | model.yaml: Tensor "z" is float32 [-1, -1] but may leave only its first size free; write the others
channels: gray | channels: rgb | model.yaml: Tensor "image" is float32 [-1, 1, 28, 28] but must have 3 as its second size, the number of channels; correct one of them
task: sample | task: classify | model.yaml: Key "inputs" has "z" of meaning "latent", task "classify" has no place for it; remove it or correct the meaning
""")
  void refusesWhatIsWrongAndSaysWhere(String what, String with, String message) {
    var text = SAMPLER.replace(what.replace("\\n", "\n"), with);
    assertThat(text).isNotEqualTo(SAMPLER);
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadModelException.class).hasMessage(message);
  }

  @Test
  void refusesASamplerWithoutALatent() {
    var text = SAMPLER.replaceFirst("  - \\{name: z,.*\\n", "");
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "model.yaml: Key \"inputs\" has none of meaning \"latent\", task \"sample\" needs one; describe it");
  }

  @Test
  void refusesAClassifierWithOtherLabelsThanScores() {
    var text = CLASSIFIER.replace("[dress, coat]", "[dress, coat, bag]");
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "model.yaml: Tensor \"scores\" is float32 [8, 2] but must hold 3 numbers a row, the number of labels; correct one of them");
  }

  @Test
  void readsNetworksByTheirRoles() {
    var model =
        read(
            """
            name: adain
            version: "1"
            task: stylize
            engine: onnx
            license: MIT
            batch: 1
            files:
              - {path: encoder.onnx, sha256: %1$s}
              - {path: decoder.onnx, sha256: %1$s}
            networks:
              - role: encoder
                file: encoder.onnx
                inputs:
                  - {name: image, meaning: image, type: float16, shape: [-1, -1, -1, 3], layout: NHWC, channels: bgr, range: [0, 255], size: [256, 128], multiple: 8, minimum: 16, levels: stretch}
                outputs:
                  - {name: f, meaning: features, type: float32, shape: [-1, 512, -1, -1]}
              - role: decoder
                file: decoder.onnx
                inputs:
                  - {name: content, meaning: content, type: float32, shape: [-1, 512, -1, -1]}
                  - {name: style, meaning: style, type: float32, shape: [-1, 512, -1, -1]}
                  - {name: alpha, meaning: strength, type: float32, shape: [1]}
                outputs:
                  - {name: image, meaning: image, type: float32, shape: [-1, 3, -1, -1], layout: NCHW, channels: rgb, range: [0, 255]}
            """
                .formatted("a".repeat(64)));
    assertThat(model.has(NetworkRole.ENCODER)).isTrue();
    assertThat(model.network(NetworkRole.DECODER).file()).isEqualTo("decoder.onnx");
    assertThat(model.network(NetworkRole.ENCODER).input(Pixels.class).orElseThrow().meaning())
        .isEqualTo(
            new Pixels(
                Layout.NHWC,
                Channels.BGR,
                0,
                255,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                TensorRole.Levels.STRETCH,
                new SizeConstraint(Optional.of(new Size(256, 128)), 8, 16)));
    assertThatThrownBy(() -> model.network(NetworkRole.DENOISER))
        .hasMessage(
            "Model adain 1 has no denoiser, it has [encoder, decoder]; take a model that has one");
  }

  @Test
  void refusesATextThatIsNoMapping() {
    assertThatThrownBy(() -> read("just words"))
        .hasMessage(
            "model.yaml holds no keys but must be a mapping such as \"name: fashion\"; write one");
  }

  @Test
  void findsAClassByNameBeforeIndex() {
    var model = read(SAMPLER.replace("[dress, coat]", "[\"1\", coat]"));
    assertThat(model.labelIndex("1")).isZero();
    assertThat(model.labelIndex("coat")).isEqualTo(1);
    assertThat(model.labelIndex("0")).isZero();
  }

  private static ModelDescription read(String text) {
    return DescriptionFile.read(text, "model.yaml");
  }
}
