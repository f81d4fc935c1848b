package dev.variegate.generate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.base.Sha256;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.schedule.SchedulerKind;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiffusionSamplerTest {

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(Denoisers.tiny(folder));
  }

  private DiffusionSampler sampler(DiffusionOptions options) {
    return DiffusionSampler.open(bundle, ComputeOptions.threads(1), options, StepListener.NONE);
  }

  private static List<SampleRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SampleRequest("row-" + i, 0, 7, TinyModels.LABELS.get(i % 3)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "FLOW_MATCH.*")
  void everyMethodMakesImagesOfTheAskedClass(SchedulerKind kind) {
    try (var sampler = sampler(DiffusionOptions.of(kind, 25))) {
      requireImagesOfTheirClass(sampler);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOW_MATCH_EULER", "FLOW_MATCH_HEUN", "UNIPC", "DPM_SOLVER"})
  void everyMethodForFlowsMakesImagesOfTheAskedClass(SchedulerKind kind) {
    var flow = ModelBundle.open(Denoisers.tinyFlow(folder.resolve("flow")));
    try (var sampler =
        DiffusionSampler.open(
            flow, ComputeOptions.threads(1), DiffusionOptions.of(kind, 25), StepListener.NONE)) {
      requireImagesOfTheirClass(sampler);
    }
  }

  @Test
  void variancesBehindPredictionsChangeNothing() {
    var learned = ModelBundle.open(Denoisers.withVariances(folder.resolve("variances")));
    var options = DiffusionOptions.of(SchedulerKind.DDIM, 10);
    try (var plain = sampler(options);
        var other =
            DiffusionSampler.open(learned, ComputeOptions.threads(1), options, StepListener.NONE)) {
      var expected = plain.sample(requests(6));
      var made = other.sample(requests(6));
      for (int i = 0; i < made.size(); i++) {
        assertThat(made.get(i).image().toBytes()).isEqualTo(expected.get(i).image().toBytes());
      }
      expected.forEach(Sample::close);
      made.forEach(Sample::close);
    }
  }

  private static void requireImagesOfTheirClass(DiffusionSampler sampler) {
    var samples = sampler.sample(requests(6));
    for (int i = 0; i < samples.size(); i++) {
      var made = samples.get(i).image().toBytes();
      double distance = distance(made, Denoisers.image(i % 3));
      assertThat(distance).as("mean distance to the class's image").isLessThan(0.12);
      assertThat(distance(made, Denoisers.image((i + 1) % 3))).isGreaterThan(0.4);
    }
    samples.forEach(Sample::close);
  }

  private static double distance(byte[] made, float[] expected) {
    return IntStream.range(0, made.length)
        .mapToDouble(i -> Math.abs((made[i] & 255) / 127.5 - 1 - expected[i]))
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"DDPM", "DDIM", "EULER_ANCESTRAL", "PNDM"})
  void noNeighborBatchBoundaryOrOrderChangesABit(SchedulerKind kind) {
    try (var sampler = sampler(DiffusionOptions.of(kind, 8))) {
      var requests = requests(11);
      var whole = bytes(sampler, requests, requests.size());
      for (int part : new int[] {1, 3, 4}) {
        assertThat(bytes(sampler, requests, part)).as("in parts of " + part).isEqualTo(whole);
      }
      var turned = new ArrayList<>(requests);
      Collections.reverse(turned);
      assertThat(bytes(sampler, turned, 5)).isEqualTo(whole);
    }
  }

  private static Map<SampleRequest, String> bytes(
      Sampler sampler, List<SampleRequest> requests, int part) {
    var all = new HashMap<SampleRequest, String>();
    for (int from = 0; from < requests.size(); from += part) {
      var asked = requests.subList(from, Math.min(requests.size(), from + part));
      var samples = sampler.sample(asked);
      for (int i = 0; i < asked.size(); i++) {
        all.put(asked.get(i), Arrays.toString(samples.get(i).image().toBytes()));
      }
      samples.forEach(Sample::close);
    }
    return all;
  }

  @Test
  void keyCopySeedAndLabelEachGiveAnotherImage() {
    var requests =
        List.of(
            new SampleRequest("a", 1, 7, "circle"),
            new SampleRequest("b", 1, 7, "circle"),
            new SampleRequest("a", 2, 7, "circle"),
            new SampleRequest("a", 1, 8, "circle"),
            new SampleRequest("a", 1, 7, "cross"),
            new SampleRequest("a", 1, 7));
    try (var sampler = sampler(DiffusionOptions.of(SchedulerKind.DDIM, 5))) {
      assertThat(bytes(sampler, requests, 6).values().stream().distinct()).hasSize(6);
    }
  }

  @Test
  void guidanceMovesAwayFromImagesOfNoClass() {
    var request = List.of(new SampleRequest("a", 0, 7, "circle"));
    var means = new double[3];
    var scales = new double[] {0, 1, 1.2};
    for (int i = 0; i < 3; i++) {
      try (var sampler = sampler(new DiffusionOptions("ddim", 50, 0, scales[i]));
          var sample = sampler.sample(request).get(0)) {
        var made = sample.image().toBytes();
        var of = Denoisers.image(0);
        double along = 0;
        double length = 0;
        for (int p = 0; p < of.length; p++) {
          along += ((made[p] & 255) / 127.5 - 1) * of[p];
          length += of[p] * of[p];
        }
        means[i] = along / length;
      }
    }
    assertThat(means[0]).as("no class").isCloseTo(0, within(0.1));
    assertThat(means[1]).as("the class").isCloseTo(1, within(0.1));
    assertThat(means[2]).as("beyond the class").isGreaterThan(means[1] + 0.1);
  }

  @Test
  void saysHowFarItIs() {
    var heard = new ArrayList<String>();
    try (var sampler =
        DiffusionSampler.open(
            bundle,
            ComputeOptions.threads(1),
            DiffusionOptions.of(SchedulerKind.HEUN, 2),
            (step, of) -> heard.add(step + "/" + of))) {
      sampler.sample(requests(1)).forEach(Sample::close);
    }
    assertThat(heard).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void aLineageIsEnoughToMakeTheImageAgain() {
    Lineage lineage;
    try (var sampler = sampler(new DiffusionOptions("ddim", 7, 0.5, 1.5));
        var made = sampler.sample(requests(2)).get(1);
        var other = sampler(DiffusionOptions.DEFAULT);
        var again = other.replay(made.lineage())) {
      lineage = made.lineage();
      assertThat(again.image().sameSamples(made.image())).isTrue();
      assertThat(again.lineage()).isEqualTo(lineage);
    }
    assertThat(lineage.method()).isEqualTo("sample");
    assertThat(lineage.steps())
        .isEqualTo(
            "[{\"sample\":{\"label\":\"square\",\"scheduler\":\"ddim\",\"steps\":7,\"eta\":0.5,\"guidanceScale\":1.5}}]");
    assertThat(lineage.modelSha256()).isEqualTo(bundle.sha256());
  }

  @Test
  void theBundlesOwnSchedulerIsTheUsualOne() {
    try (var usual = Sampler.open(bundle, ComputeOptions.threads(1));
        var named = sampler(DiffusionOptions.of(SchedulerKind.DDIM, 50))) {
      assertThat(bytes(usual, requests(2), 2)).isEqualTo(bytes(named, requests(2), 2));
    }
  }

  @Test
  void anImageThatEndsBeyondAllNumbersIsRefused() throws IOException {
    var path = Denoisers.tiny(folder.resolve("far"));
    var before = Sha256.hex(Files.readAllBytes(path.resolve("network.onnx")));
    var network =
        new OnnxWriter()
            .input("x", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .input("t", OnnxWriter.INT64, -1)
            .input("label", OnnxWriter.INT64, -1)
            .output("noise", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .floats("most", new float[] {3e38f}, 1)
            .node("Add", "noise", "x", "most")
            .bytes();
    Files.write(path.resolve("network.onnx"), network);
    var file = path.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace(before, Sha256.hex(network)));
    try (var sampler =
        DiffusionSampler.open(
            ModelBundle.open(path),
            ComputeOptions.threads(1),
            DiffusionOptions.of(SchedulerKind.DDIM, 1),
            StepListener.NONE)) {
      assertThatThrownBy(() -> sampler.sample(requests(1)))
          .isInstanceOf(BadOutputException.class)
          .hasMessage(
              "An image of model tiny-diffusion 1.0.0 is -Infinity at element 0 after its last step but must be finite; take more steps, another scheduler or a lower guidance scale");
    }
  }

  @Test
  void refusesWhatTheModelCannotDo() {
    assertThatThrownBy(() -> sampler(DiffusionOptions.of(SchedulerKind.DDIM, 51)))
        .hasMessage(
            "Number of steps is 51 but must stay within [1, 50], the timesteps trained on; give another");
    assertThatThrownBy(() -> sampler(new DiffusionOptions("euler", 5, 0.5, 1)))
        .hasMessage(
            "Eta is 0.5 for scheduler \"euler\" but must stay within [0.0, 1.0] for ddim and be 0.0 for others; set it to 0 or take ddim");
    assertThatThrownBy(() -> new DiffusionOptions("eular", 5, 0, 1))
        .hasMessageStartingWith("scheduler is \"eular\"; did you mean \"euler\"?");
    assertThatThrownBy(() -> new DiffusionOptions("", -1, 0, 1))
        .hasMessage(
            "Number of steps is -1 but must be 1 or more, or 0 for the usual number; give another");
    assertThatThrownBy(() -> new DiffusionOptions("", 5, 0, -1))
        .hasMessage("Guidance scale is -1.0 but must be 0 or more and finite; usual are 1 to 8");
    try (var sampler = sampler(DiffusionOptions.DEFAULT)) {
      assertThatThrownBy(() -> sampler.sample(List.of(new SampleRequest("a", 0, 7, "sqare"))))
          .hasMessageContaining("did you mean \"square\"?");
    }
    var gan = ModelBundle.open(TinyModels.sampler(folder.resolve("gan")));
    assertThatThrownBy(
            () ->
                DiffusionSampler.open(
                    gan, ComputeOptions.threads(1), DiffusionOptions.DEFAULT, StepListener.NONE))
        .hasMessage(
            "Model tiny-shapes 1.0.0 is asked for \"image-to-image\" but offers [sample, condition-on-label]; take a model that can");
  }
}
