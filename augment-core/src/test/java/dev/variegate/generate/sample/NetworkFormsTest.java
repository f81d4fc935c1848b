package dev.variegate.generate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.variegate.generate.SampleRequest;
import dev.variegate.image.UnitFloats;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.NetworkForms;
import dev.variegate.testing.NetworkForms.Form;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network in any form gives what the same function gives in the plain one. */
class NetworkFormsTest {

  private static final List<String> CLASSES = List.of("circle", "square", "cross");

  @TempDir Path folder;

  private static List<SampleRequest> requests() {
    return IntStream.range(0, 7)
        .mapToObj(i -> new SampleRequest("key " + i, 1, 42, CLASSES.get(i % 3)))
        .toList();
  }

  private static List<byte[]> images(Path bundle) {
    return images(bundle, OptionalDouble.empty());
  }

  private static List<byte[]> images(Path bundle, OptionalDouble truncation) {
    try (var sampler =
        LatentSampler.open(
            ModelBundle.open(bundle), ComputeOptions.threads(1), LatentDraw.of(truncation))) {
      return images(sampler, requests());
    }
  }

  private static List<byte[]> images(LatentSampler sampler, List<SampleRequest> requests) {
    var samples = sampler.sample(requests);
    try {
      for (var sample : samples) {
        try (var again = sampler.replay(sample.lineage())) {
          assertThat(again.image().toBytes()).isEqualTo(sample.image().toBytes());
        }
      }
      return samples.stream().map(sample -> sample.image().toBytes()).toList();
    } finally {
      samples.forEach(Sample::close);
    }
  }

  static Stream<Form> forms() {
    return NetworkForms.equal().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void givesTheImagesOfThePlainForm(Form form) {
    var plain = images(NetworkForms.plain().write(folder.resolve("plain")));
    assertThat(images(form.write(folder.resolve("form")))).containsExactlyElementsOf(plain);
  }

  /** What no file says is filled in: classes, range, distribution and the values of constants. */
  @ParameterizedTest
  @MethodSource("forms")
  void isDescribedByItsFileAlone(Form form) throws IOException {
    if (form.name().equals("flat output")) {
      return; // 24 pixels are no square
    }
    var plain = images(NetworkForms.plain().write(folder.resolve("plain")));
    var home = Files.createDirectory(folder.resolve("described"));
    var file = form.network(home.resolve("network.onnx"));
    var text =
        DescriptionScaffold.of(home, List.of(file), Optional.empty())
            .text()
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("labels: TODO.*", "labels: [circle, square, cross]")
            .replaceAll("distribution: TODO.*", "distribution: normal")
            .replaceAll("range: TODO.*", "range: [-1, 1]")
            .replaceFirst("value: TODO.*", "value: 0.5")
            .replaceFirst("value: TODO.*", "value: 2");
    Files.writeString(home.resolve("model.yaml"), text);
    assertThat(images(home)).as(text).containsExactlyElementsOf(plain);
  }

  @Test
  void isDescribedWithItsNoiseAndTruncation() throws IOException {
    assertThat(described(NetworkForms.noisy()))
        .contains("  - name: \"n\"\n    meaning: constant\n"); // its name says nothing
    assertThat(described(NetworkForms.truncating()))
        .contains("  - name: \"psi\"\n    meaning: truncation\n    type: float32\n    shape: []\n");
    assertThat(described(NetworkForms.bytes())).contains("type: uint8");
  }

  private String described(Form form) throws IOException {
    var file = form.network(folder.resolve("network.onnx"));
    return DescriptionScaffold.of(folder, List.of(file), Optional.empty()).text();
  }

  /** The plain form, fed by hand. */
  @Test
  void whichAreThoseOfTheBareEngine() throws OrtException {
    var bundle = ModelBundle.open(NetworkForms.plain().write(folder));
    var environment = OrtEnvironment.getEnvironment();
    try (var sampler = LatentSampler.open(bundle, 1);
        var session = environment.createSession(folder.resolve("network.onnx").toString())) {
      var codes = sampler.codes(requests());
      var made = images(sampler, requests());
      for (int i = 0; i < made.size(); i++) {
        var fed = new HashMap<String, OnnxTensor>();
        var numbers = FloatBuffer.wrap(codes.get(i).numbers());
        fed.put("z", OnnxTensor.createTensor(environment, numbers, new long[] {1, 4}));
        fed.put("label", OnnxTensor.createTensor(environment, new long[] {i % 3}));
        try (var result = session.run(Map.copyOf(fed))) {
          var values = ((OnnxTensor) result.get(0)).getFloatBuffer();
          for (int k = 0; k < 24; k++) {
            assertThat(made.get(i)[k])
                .isEqualTo(UnitFloats.sample((values.get(k) + 1.0) * (255.0 / 2)));
          }
        }
      }
    }
  }

  @Test
  void bytesAreTheLevelsOfThePlainFormCutOff() {
    var plain = images(NetworkForms.plain().write(folder.resolve("plain")));
    var bytes = images(NetworkForms.bytes().write(folder.resolve("bytes")));
    for (int i = 0; i < plain.size(); i++) {
      for (int k = 0; k < 24; k++) {
        int rounded = Byte.toUnsignedInt(plain.get(i)[k]);
        assertThat(Byte.toUnsignedInt(bytes.get(i)[k])).isBetween(rounded - 1, rounded);
      }
    }
  }

  @Test
  void furtherNoiseIsDrawnByTheKeyAlone() {
    var bundle = NetworkForms.noisy().write(folder.resolve("noisy"));
    var whole = images(bundle);
    assertThat(whole).isNotEqualTo(images(NetworkForms.plain().write(folder.resolve("plain"))));
    try (var sampler = LatentSampler.open(ModelBundle.open(bundle), 1)) {
      for (int i = 0; i < whole.size(); i++) {
        assertThat(images(sampler, requests().subList(i, i + 1)).get(0)).isEqualTo(whole.get(i));
      }
    }
  }

  @Test
  void truncationGoesIntoANetworkThatTakesIt() {
    var bundle = NetworkForms.truncating().write(folder.resolve("truncating"));
    var plain = images(NetworkForms.plain().write(folder.resolve("plain")));
    assertThat(images(bundle, OptionalDouble.of(1))).containsExactlyElementsOf(plain);
    var usual = images(bundle);
    assertThat(usual).isNotEqualTo(plain);
    assertThat(images(bundle, OptionalDouble.of(0.7))).containsExactlyElementsOf(usual);
  }
}
