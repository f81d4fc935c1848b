package dev.variegate.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Encoding;
import dev.variegate.image.ImageCodec;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.policy.Lineage;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassSamplerTest {

  @TempDir Path folder;
  private ModelBundle bundle;
  private ClassSampler sampler;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(TinyModels.sampler(folder));
    sampler = ClassSampler.open(bundle, 1);
  }

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void noNeighbourBatchBoundaryOrOrderChangesABit() {
    var requests = requests(23);
    var whole = bytes(requests, requests.size());
    for (int part : new int[] {1, 3, 4, 7}) {
      assertThat(bytes(requests, part)).as("in parts of " + part).isEqualTo(whole);
    }
    var turned = new ArrayList<>(requests);
    Collections.reverse(turned);
    assertThat(bytes(turned, 5)).isEqualTo(whole);
  }

  @Test
  void keyCopySeedAndLabelEachGiveAnotherPicture() {
    var requests =
        List.of(
            new SampleRequest("a", 1, 7, "circle"),
            new SampleRequest("b", 1, 7, "circle"),
            new SampleRequest("a", 2, 7, "circle"),
            new SampleRequest("a", 1, 8, "circle"),
            new SampleRequest("a", 1, 7, "cross"));
    assertThat(bytes(requests, 5).values().stream().distinct()).hasSize(5);
  }

  @Test
  void writesHowEachSampleWasMade() {
    try (var sample = only(new SampleRequest("row-9", 2, 7, "2"))) {
      var lineage = sample.lineage();
      assertThat(lineage.method()).isEqualTo("sample");
      assertThat(lineage.sourceKey()).isEqualTo("row-9");
      assertThat(lineage.copy()).isEqualTo(2);
      assertThat(lineage.seed()).isEqualTo(7);
      assertThat(lineage.steps()).isEqualTo("[{\"sample\":{\"label\":\"cross\"}}]");
      assertThat(lineage.model()).isEqualTo("tiny-shapes");
      assertThat(lineage.modelVersion()).isEqualTo("1.0.0");
      assertThat(lineage.modelSha256()).isEqualTo(bundle.sha256());
      assertThat(lineage.licence()).isEqualTo("Apache-2.0");
      assertThat(lineage.software()).startsWith("variegate ");
    }
  }

  @Test
  void replaysASampleFromItsLineage() {
    for (var request : requests(6)) {
      try (var sample = only(request);
          var again = sampler.replay(Lineage.fromJson(sample.lineage().json()))) {
        assertThat(again.image().sameSamples(sample.image())).isTrue();
        assertThat(again.lineage()).isEqualTo(sample.lineage());
      }
    }
  }

  @Test
  void encodesASampleAndSaysHow() {
    try (var sample = only(new SampleRequest("a", 1, 7, "square"))) {
      var codec = new ImageCodec(1000);
      var copy = sample.encode(codec, Encoding.parse("png"));
      assertThat(copy.lineage().encoding()).isEqualTo("png");
      try (var decoded = codec.decode(copy.encoded())) {
        assertThat(decoded.sameSamples(sample.image())).isTrue();
      }
    }
  }

  @Test
  void refusesAnUnknownClassAndNamesTheKnownOnes() {
    var requests = List.of(new SampleRequest("a", 1, 7, "sqare"));
    assertThatThrownBy(() -> sampler.sample(requests))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown class \"sqare\" for model tiny-shapes 1.0.0; did you mean \"square\"? Known: circle, cross, square");
  }

  @Test
  void refusesAnIndexBeyondTheClasses() {
    var requests = List.of(new SampleRequest("a", 1, 7, "3"));
    assertThatThrownBy(() -> sampler.sample(requests))
        .hasMessage(
            "Unknown class \"3\" for model tiny-shapes 1.0.0; known: circle, cross, square");
  }

  @Test
  void refusesToReplayAnotherModelsLineage() {
    var lineage = new Lineage("a", "", 1, "sample", "", 7, "other", "2", "ff", "MIT", "", "");
    assertThatThrownBy(() -> sampler.replay(lineage))
        .hasMessage(
            "Lineage is of model other 2 with SHA-256 ff, this is tiny-shapes 1.0.0 with %s; open the bundle it was made by",
            bundle.sha256());
  }

  @Test
  void refusesToReplayACopyThatNoModelMade() {
    var lineage = Lineage.original("a", "", 7);
    assertThatThrownBy(() -> sampler.replay(lineage))
        .hasMessage(
            "Lineage is of method \"original\", must be \"sample\"; replay it with what made it");
  }

  @Test
  void refusesALineageWithoutALabel() {
    var lineage =
        new Lineage("a", "", 1, "sample", "[]", 7, "tiny-shapes", "1", bundle.sha256(), "", "", "");
    assertThatThrownBy(() -> sampler.replay(lineage))
        .hasMessage(
            "Lineage has the steps \"[]\", must be [{\"sample\":{\"label\":...}}]; give the lineage of a sample");
  }

  @Test
  void namesTheCapabilityThatAModelLacks(@TempDir Path other) throws IOException {
    var judge = ModelBundle.open(TinyModels.classifier(other));
    assertThatThrownBy(() -> ClassSampler.open(judge, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model tiny-judge 1.0.0 is asked to \"sample\", it offers [classify]; take a model that can");
    assertThat(sampler.capabilities())
        .containsExactly(Capability.SAMPLE, Capability.CONDITION_ON_LABEL);

    var file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replaceFirst("  - \\{name: label,.*\\n", ""));
    var unconditional = ModelBundle.open(folder);
    assertThatThrownBy(() -> ClassSampler.open(unconditional, 1))
        .hasMessage(
            "Model tiny-shapes 1.0.0 is asked to \"condition-on-label\", it offers [sample]; take a model that can");
  }

  @Test
  void sharesOneOpenNetworkAmongSamplers() {
    long opened = ModelCache.opened();
    try (var second = ClassSampler.open(bundle, 1)) {
      assertThat(second.model()).isEqualTo(sampler.model());
      assertThat(ModelCache.opened()).isEqualTo(opened);
    }
  }

  private Sample only(SampleRequest request) {
    return sampler.sample(List.of(request)).get(0);
  }

  private static List<SampleRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SampleRequest("row-" + i / 2, i % 2, 42, TinyModels.LABELS.get(i % 3)))
        .toList();
  }

  private Map<SampleRequest, List<Byte>> bytes(List<SampleRequest> requests, int part) {
    var made = new HashMap<SampleRequest, List<Byte>>();
    for (int from = 0; from < requests.size(); from += part) {
      var some = requests.subList(from, Math.min(requests.size(), from + part));
      var samples = sampler.sample(some);
      assertThat(samples).hasSameSizeAs(some);
      for (int i = 0; i < some.size(); i++) {
        try (var sample = samples.get(i)) {
          var list = new ArrayList<Byte>();
          for (byte value : sample.image().toBytes()) {
            list.add(value);
          }
          made.put(some.get(i), list);
        }
      }
    }
    return made;
  }
}
