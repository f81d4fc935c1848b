package dev.variegate.generate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.Capability;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.generate.latent.LatentInterpolation;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.random.Range;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentSamplerTest {

  @TempDir Path folder;
  private ModelBundle bundle;
  private LatentSampler sampler;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(TinyModels.sampler(folder));
    sampler = LatentSampler.open(bundle, 1);
  }

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void noNeighborBatchBoundaryOrOrderChangesABit() {
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
  void keyCopySeedAndLabelEachGiveAnotherImage() {
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
      assertThat(lineage.license()).isEqualTo("Apache-2.0");
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
            "Lineage is of method \"original\" but must be \"sample\"; replay it with what made it");
  }

  @Test
  void refusesALineageWithoutALabel() {
    var lineage =
        new Lineage("a", "", 1, "sample", "[]", 7, "tiny-shapes", "1", bundle.sha256(), "", "", "");
    assertThatThrownBy(() -> sampler.replay(lineage))
        .hasMessage(
            "Steps of a lineage: key \"sample\" is missing but must be what a sampler wrote, {\"label\": ...}; add it");
  }

  @Test
  void namesTheCapabilityThatAModelLacks(@TempDir Path other) {
    var judge = ModelBundle.open(TinyModels.classifier(other));
    assertThatThrownBy(() -> LatentSampler.open(judge, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model tiny-judge 1.0.0 is asked for \"sample\" but offers [classify]; take a model that can");
    assertThat(sampler.capabilities())
        .containsExactly(Capability.SAMPLE, Capability.CONDITION_ON_LABEL);
  }

  @Test
  void drawsImagesOfNoClassWhereTheModelKnowsNone(@TempDir Path other) {
    var faces = ModelBundle.open(TinyModels.unconditional(other));
    try (var drawing = LatentSampler.open(faces, 1)) {
      assertThat(drawing.capabilities()).containsExactly(Capability.SAMPLE);
      var samples =
          drawing.sample(
              List.of(
                  new SampleRequest("a", 0, 7),
                  new SampleRequest("a", 1, 7),
                  new SampleRequest("a", 0, 7)));
      assertThat(samples.get(0).lineage().steps()).isEqualTo("[{\"sample\":{}}]");
      assertThat(samples.get(0).image().sameSamples(samples.get(2).image())).isTrue();
      assertThat(samples.get(0).image().sameSamples(samples.get(1).image())).isFalse();
      try (var again = drawing.replay(samples.get(1).lineage())) {
        assertThat(again.image().sameSamples(samples.get(1).image())).isTrue();
      }
      samples.forEach(Sample::close);
      var asked = List.of(new SampleRequest("a", 0, 7, "circle"));
      assertThatThrownBy(() -> drawing.sample(asked))
          .hasMessage(
              "Model tiny-blobs 1.0.0 takes no class and is asked for \"circle\" but must be asked for none; leave the class empty");
    }
  }

  @Test
  void refusesToDrawOfNoClassWhereTheModelKnowsSome() {
    var requests = List.of(new SampleRequest("a", 1, 7));
    assertThatThrownBy(() -> sampler.sample(requests))
        .hasMessage(
            "Model tiny-shapes 1.0.0 is asked for no class but must be asked for one of [circle, square, cross]; name it");
  }

  @Test
  void aTruncationOfOnesOwnStandsInTheLineageAndIsReplayed() {
    var request = new SampleRequest("a", 1, 7, "cross");
    try (var cut =
            LatentSampler.open(
                bundle, ComputeOptions.threads(1), LatentDraw.of(OptionalDouble.of(0.3)));
        var wide = only(request);
        var sample = cut.sample(List.of(request)).get(0);
        var again = sampler.replay(sample.lineage());
        var wideAgain = cut.replay(wide.lineage())) {
      assertThat(sample.lineage().steps())
          .isEqualTo("[{\"sample\":{\"label\":\"cross\",\"truncation\":0.3}}]");
      assertThat(sample.image().sameSamples(wide.image())).isFalse();
      assertThat(again.image().sameSamples(sample.image())).isTrue();
      assertThat(again.lineage()).isEqualTo(sample.lineage());
      assertThat(wideAgain.image().sameSamples(wide.image())).isTrue();
    }
  }

  @Test
  void drawnLatentsAreTurnedAndWalkedBetween() {
    var requests = requests(3);
    var plain = sampler.codes(requests);
    var turn = new LatentEdit.Turn(Range.fixed(0.5));
    var walk = new LatentEdit.Interpolate(Range.fixed(1), LatentInterpolation.SLERP);
    try (var turning = open(turn);
        var walking = open(walk)) {
      var turned = turning.codes(requests);
      var partners = walking.codes(requests);
      for (int i = 0; i < 3; i++) {
        assertThat(turned.get(i).norm()).isCloseTo(plain.get(i).norm(), offset(1e-5));
        assertThat(turned.get(i).numbers()).isNotEqualTo(plain.get(i).numbers());
        assertThat(partners.get(i).numbers()).isNotEqualTo(plain.get(i).numbers());
      }
      try (var sample = turning.sample(requests).get(0);
          var again = turning.replay(sample.lineage())) {
        assertThat(sample.lineage().steps())
            .isEqualTo(
                "[{\"sample\":{\"label\":\"circle\",\"latent\":{\"operation\":\"turn\",\"amount\":0.5}}}]");
        assertThat(again.image().sameSamples(sample.image())).isTrue();
        assertThatThrownBy(() -> sampler.replay(sample.lineage()))
            .hasMessageEndingWith(
                "this sampler would make \"[{\"sample\":{\"label\":\"circle\"}}]\"; open it with the same change of latents");
      }
    }
  }

  private LatentSampler open(LatentEdit change) {
    var draw = new LatentDraw(OptionalDouble.empty(), change);
    return LatentSampler.open(bundle, ComputeOptions.threads(1), draw);
  }

  @Test
  void fractionsOneOpenNetworkAmongSamplers() {
    long opened = ModelCache.opened();
    try (var second = LatentSampler.open(bundle, 1)) {
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
