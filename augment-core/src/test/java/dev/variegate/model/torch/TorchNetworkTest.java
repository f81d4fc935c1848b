package dev.variegate.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.Engines;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TinyBundle;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TorchWriter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchNetworkTest {

  private static final String CLASSIFY =
      """
      task: classify
      engine: %s
      labels: [circle, square, cross]
      batch: 4
      inputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
      outputs:
        - {name: scores, meaning: scores, type: float32, shape: [-1, 3], form: logits}
        - {name: samples, meaning: features, type: float32, shape: [-1, 64]}
      """;

  private static final String FORWARD =
      """
      image: Tensor) -> Tuple[Tensor, Tensor]:
        samples = torch.reshape(image, [-1, 64])
        scores = torch.tanh(torch.matmul(samples, self.weights))
        return (scores, samples)""";

  private static final String MISSING =
      "Model tiny 1.0.0 with the engine torchscript needs PyTorch, which is not on the class path (java.lang.ClassNotFoundException: ai.djl.pytorch.engine.PtEngineProvider); add variegate-VERSION-training-assembly.jar, which lies beside the assembly, by spark-submit --jars";

  @TempDir Path folder;

  @Test
  void givesWhatTheSameNetworkGivesInOnnx() {
    try (var torch = open(torch(FORWARD, CLASSIFY));
        var onnx = open(onnx())) {
      var inputs = Map.of("image", Tensor.of(waves(4 * 64, 0.3), 4, 1, 8, 8));
      var expected = onnx.run(inputs);
      var made = torch.run(inputs);
      assertThat(made).containsOnlyKeys("scores", "samples");
      assertThat(made.get("scores").shape()).containsExactly(4L, 3L);
      for (var name : expected.keySet()) {
        assertThat(made.get(name).floats())
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(expected.get(name).floats());
      }
    }
  }

  @Test
  void repeatsItsBitsHoweverOftenItRan() {
    try (var torch = open(torch(FORWARD, CLASSIFY))) {
      var inputs = Map.of("image", Tensor.of(waves(4 * 64, 0.3), 4, 1, 8, 8));
      var first = torch.run(inputs).get("scores").floats();
      for (int i = 0; i < 30; i++) {
        assertThat(torch.run(inputs).get("scores").floats()).isEqualTo(first);
      }
    }
  }

  @Test
  void takesWholeNumbersAndHalvesByTheirNames() {
    var keys =
        """
        task: translate
        engine: torchscript
        labels: [a, b]
        batch: 2
        inputs:
          - {name: label, meaning: label, type: int32, shape: [-1]}
          - {name: image, meaning: image, type: float16, shape: [-1, 1, 2, 2], layout: NCHW, channels: gray, range: [0, 1]}
        outputs:
          - {name: made, meaning: image, type: float16, shape: [-1, 1, 2, 2], layout: NCHW, channels: gray, range: [0, 1]}
        """;
    var forward =
        """
        image: Tensor,
        label: Tensor) -> Tensor:
          return torch.add(image, torch.reshape(label, [-1, 1, 1, 1]))""";
    try (var torch = open(torch(forward, keys))) {
      var made =
          torch.run(
              Map.of(
                  "image", Tensor.of(new float[] {0, .25f, .5f, 1, 0, 0, 0, 0}, 2, 1, 2, 2),
                  "label", Tensor.of(new long[] {0, 1}, 2)));
      assertThat(made.get("made").floats()).containsExactly(0, .25f, .5f, 1, 1, 1, 1, 1);
    }
  }

  @Test
  void refusesADescriptionOfOtherInputsNamingBothSides() {
    var bundle = torch(FORWARD, CLASSIFY.replace("name: image", "name: other"));
    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "model.yaml of model tiny 1.0.0 describes the inputs [other] but the network has [image]; correct model.yaml");
  }

  @Test
  void refusesOutputsOfOtherSizesAndNumbersThatAreNone() {
    var inputs = Map.of("image", Tensor.of(new float[4 * 64], 4, 1, 8, 8));
    try (var torch = open(torch(FORWARD, CLASSIFY.replace("[-1, 64]", "[-1, 65]")))) {
      assertThatThrownBy(() -> torch.run(inputs))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Output \"samples\" of model tiny 1.0.0 came out as float32 [4, 64] but must be float32 [4, 65]; correct model.yaml");
    }
    var dividing = FORWARD.replace("torch.tanh(", "torch.log(");
    try (var torch = open(torch(dividing, CLASSIFY))) {
      assertThatThrownBy(() -> torch.run(inputs))
          .isInstanceOf(BadModelException.class)
          .hasMessageStartingWith(
              "Output \"scores\" of model tiny 1.0.0 is -Infinity at element 0");
    }
    var alone =
        FORWARD.replace("Tuple[Tensor, Tensor]", "Tensor").replace("(scores, samples)", "scores");
    try (var torch = open(torch(alone, CLASSIFY))) {
      assertThatThrownBy(() -> torch.run(inputs))
          .hasMessage(
              "The network of model tiny 1.0.0 gives 1 outputs but model.yaml describes 2; describe those that it gives");
    }
  }

  @Test
  void saysWhyTheEngineFailedAndGoesOn() {
    var inputs = Map.of("image", Tensor.of(new float[4 * 64], 4, 1, 8, 8));
    var wrong = FORWARD.replace("[-1, 64]", "[-1, 63]");
    try (var torch = open(torch(wrong, CLASSIFY))) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> torch.run(inputs))
            .isInstanceOf(BadModelException.class)
            .hasMessageStartingWith("Model tiny 1.0.0 failed: ")
            .hasMessageEndingWith("; try the inputs in the program it was exported from");
      }
    }
  }

  @Test
  void lackingMemoryIsReportedWithAdvice() {
    var huge =
        FORWARD.replace("torch.tanh(", "torch.sum(torch.zeros([1000000, 1000000, 4]))*torch.tanh(");
    try (var torch = open(torch(huge, CLASSIFY))) {
      assertThatThrownBy(() -> torch.run(Map.of("image", Tensor.of(new float[4 * 64], 4, 1, 8, 8))))
          .isInstanceOf(ModelMemoryException.class)
          .hasMessageStartingWith("Model tiny 1.0.0 ran out of memory with batch 4: ")
          .hasMessageContaining("spark.executor.memoryOverhead");
    }
  }

  @Test
  void eachEngineRefusesTheFilesOfTheOther() throws IOException {
    var torch = torch(FORWARD, CLASSIFY.replace("%s", "onnx"));
    assertThatThrownBy(() -> open(torch))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model file %s of model tiny 1.0.0 is a TorchScript archive, \"engine\" is \"onnx\"; set engine: torchscript"
                .formatted(torch.folder().resolve("network.pt")));
    onnx();
    var file = folder.resolve("onnx/model.yaml");
    Files.writeString(file, Files.readString(file).replace("engine: onnx", "engine: torchscript"));
    var onnx = ModelBundle.open(folder.resolve("onnx"));
    assertThatThrownBy(() -> open(onnx))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model file %s of model tiny 1.0.0 is not a TorchScript archive, \"engine\" is \"torchscript\"; set engine: onnx if it is an ONNX network, or write it with torch.jit.save"
                .formatted(onnx.folder().resolve("network.onnx")));
  }

  @Test
  void refusesAnArchiveWithoutANetwork() {
    var bundle = torch(FORWARD.replace("-> Tuple", "Tuple"), CLASSIFY);
    assertThatThrownBy(() -> open(bundle))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("has no method \"forward\"");
    var broken = torch(FORWARD.replace("torch.tanh", "torch.no_such"), CLASSIFY);
    assertThatThrownBy(() -> open(broken))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Model tiny 1.0.0 in ")
        .hasMessageContaining("cannot be opened: ");
  }

  @Test
  void aGpuThatIsAbsentIsReported() {
    var bundle = torch(FORWARD, CLASSIFY);
    assertThatThrownBy(
            () ->
                Engines.open(
                    bundle, NetworkRole.CLASSIFIER, new ComputeOptions(1, OptionalInt.of(0))))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model tiny 1.0.0 is asked to run on GPU 0, but PyTorch finds 0 here; put ai.djl.pytorch:pytorch-native-cu128 in the place of pytorch-native-cpu, or set the Param device to cpu");
  }

  @Test
  void saysWhatToAddWherePyTorchIsNotOnTheClassPath() throws Exception {
    torch(FORWARD, CLASSIFY);
    var urls = new ArrayList<URL>();
    for (var entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      if (!entry.contains("/ai/djl/")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (var loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      var bundles = loader.loadClass(ModelBundle.class.getName());
      var bundle = bundles.getMethod("open", Path.class).invoke(null, folder.resolve("torch"));
      var open =
          List.of(loader.loadClass(Engines.class.getName()).getDeclaredMethods()).stream()
              .filter(method -> method.getName().equals("open"))
              .findFirst()
              .orElseThrow();
      open.setAccessible(true);
      var role = loader.loadClass(NetworkRole.class.getName()).getField("CLASSIFIER").get(null);
      var compute =
          loader
              .loadClass(ComputeOptions.class.getName())
              .getMethod("threads", int.class)
              .invoke(null, 1);
      assertThatThrownBy(() -> open.invoke(null, bundle, role, compute))
          .cause()
          .hasMessage(MISSING);
      assertThatThrownBy(() -> bundles.getMethod("requireNetworks").invoke(bundle))
          .as("the driver sees it, too")
          .cause()
          .hasMessage(MISSING);
    }
  }

  private ModelBundle torch(String forward, String keys) {
    var archive = new TorchWriter(forward).weights("weights", waves(64 * 3, 0.7), 64, 3).bytes();
    return TinyBundle.write(
        folder.resolve("torch"), "network.pt", archive, keys.formatted("torchscript"));
  }

  private ModelBundle onnx() {
    var network =
        new OnnxWriter()
            .input("image", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .output("scores", OnnxWriter.FLOAT, -1, 3)
            .output("samples", OnnxWriter.FLOAT, -1, 64)
            .longs("sizes", -1, 64)
            .floats("weights", waves(64 * 3, 0.7), 64, 3)
            .node("Reshape", "samples", "image", "sizes")
            .node("MatMul", "product", "samples", "weights")
            .node("Tanh", "scores", "product")
            .bytes();
    return TinyBundle.write(
        folder.resolve("onnx"), "network.onnx", network, CLASSIFY.formatted("onnx"));
  }

  private static Network open(ModelBundle bundle) {
    return Engines.open(bundle, bundle.description().task().main(), ComputeOptions.threads(1));
  }

  private static float[] waves(int count, double pace) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.sin(pace * (i + 1) * (i + 3));
    }
    return values;
  }
}
