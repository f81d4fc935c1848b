package dev.variegate.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Index.atIndex;

import dev.variegate.base.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.Tensor;
import dev.variegate.model.TinyBundle;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNetworkTest {

  @TempDir Path folder;

  @Test
  void computesTheOutputsFromTheInputs() {
    TinyModels.classifier(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      var image = new float[4 * 64];
      image[64 + 5] = 0.5f;
      var made = network.run(Map.of("image", Tensor.of(image, 4, 1, 8, 8)));
      assertThat(made.get("samples").row(1)).contains(0.5f, atIndex(5));
      assertThat(made.get("scores").row(0)).containsExactly(0, 0, 0);
      assertThat(made.get("scores").row(1)[0])
          .isEqualTo(0.5f * (float) StrictMath.sin(0.7 * (5 * 3 + 1) * (5 * 3 + 3)));
    }
  }

  @Test
  void runsThatFollowEachOtherFractionTheirInputTensors() {
    TinyModels.sampler(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      for (int i = 0; i < 100; i++) {
        network.run(inputs());
      }
      assertThat(network.feeds()).isEqualTo(1);
    }
  }

  @Test
  void saysWhyTheEngineFailedAndGoesOn() {
    TinyModels.sampler(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      var inputs =
          Map.of(
              "z", Tensor.of(new float[16], 4, 4), "label", Tensor.of(new long[] {0, 1, 2, 7}, 4));
      assertThatThrownBy(() -> network.run(inputs))
          .isInstanceOf(BadModelException.class)
          .hasMessageStartingWith("Model tiny-shapes 1.0.0 failed: ")
          .hasMessageEndingWith("; try the inputs in the program it was exported from");
      assertThat(network.run(inputs())).containsOnlyKeys("image");
      assertThat(network.feeds()).isEqualTo(1);
    }
  }

  @Test
  void refusesANumberThatIsNotFinite() {
    TinyModels.infiniteSampler(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      assertThatThrownBy(() -> network.run(inputs()))
          .isInstanceOf(BadModelException.class)
          .hasMessageMatching(
              "Output \"image\" of model tiny-shapes 1.0.0 is -?Infinity at element 0 but must be"
                  + " finite; its weights or its inputs are out of range");
    }
  }

  @Test
  void whatFillsTheBatchMayBecomeNoNumber() {
    TinyModels.infiniteSampler(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      assertThat(network.run(inputs(), 0)).containsOnlyKeys("image");
      assertThatThrownBy(() -> network.run(inputs(), 1)).isInstanceOf(BadOutputException.class);
    }
  }

  @Test
  void lackingMemoryIsReportedWithAdvice() {
    var network =
        new OnnxWriter()
            .input("in", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .output("out", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .longs("times", 1 << 20, 1 << 20, 1, 1)
            .floats("one", new float[] {1}, 1)
            .node("Shape", "small", "in")
            .node("Mul", "large", "small", "times")
            .node("Expand", "petabytes", "one", "large")
            .node("ReduceSum", "sum", "petabytes")
            .node("Add", "out", "in", "sum")
            .bytes();
    var bundle =
        TinyBundle.write(
            folder,
            "network.onnx",
            network,
            """
            task: translate
            engine: onnx
            batch: 4
            inputs:
              - {name: in, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
            outputs:
              - {name: out, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
            """);
    try (var opened = Networks.open(bundle, 1)) {
      var inputs = Map.of("in", Tensor.of(new float[4 * 64], 4, 1, 8, 8));
      assertThatThrownBy(() -> opened.run(inputs))
          .isInstanceOf(ModelMemoryException.class)
          .hasMessageStartingWith("Model tiny 1.0.0 ran out of memory with batch 4: ")
          .hasMessageEndingWith(
              "; lower \"batch\" in model.yaml or the size of the images, run fewer tasks at once (spark.executor.cores), or give executors more memory outside of the heap (spark.executor.memoryOverhead)");
    }
  }

  @Test
  void refusesAFileThatIsNoNetwork() throws IOException {
    replaceNetwork("no network".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Networks.open(ModelBundle.open(folder), 1))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("cannot be read to its end as ONNX");
  }

  @Test
  void refusesANetworkThatTheEngineDoesNotKnow() throws IOException {
    replaceNetwork(new OnnxWriter().node("NoSuchOperator", "y", "x").bytes());
    assertThatThrownBy(() -> Networks.open(ModelBundle.open(folder), 1))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Model tiny-shapes 1.0.0 in " + folder + " cannot be opened: ")
        .hasMessageEndingWith("; it must be an ONNX file that ONNX Runtime reads");
  }

  private void replaceNetwork(byte[] network) throws IOException {
    TinyModels.sampler(folder);
    Files.write(folder.resolve("network.onnx"), network);
    edit("sha256: [0-9a-f]{64}", "sha256: " + Sha256.hex(network));
  }

  @Test
  void refusesADescriptionOfAnotherInput() throws IOException {
    TinyModels.sampler(folder);
    edit("name: label", "name: labels");
    assertThatThrownBy(() -> Networks.open(ModelBundle.open(folder), 1))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "model.yaml of model tiny-shapes 1.0.0 describes the input \"labels\" but the network has"
                + " \"label\" (int64 [-1]), \"z\" (float32 [-1, 4]); did you mean \"label\"? Known:"
                + " label, z");
  }

  @Test
  void refusesADescriptionOfAnotherSize() throws IOException {
    TinyModels.sampler(folder);
    edit("shape: \\[-1, 4\\]", "shape: [-1, 5]");
    assertThatThrownBy(() -> Networks.open(ModelBundle.open(folder), 1))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "model.yaml of model tiny-shapes 1.0.0 describes the input \"z\" as float32 [-1, 5]"
                + " with batch 4 but the network says float32 [-1, 4]; correct model.yaml");
  }

  @Test
  void refusesADescriptionThatLeavesAnInputOut() throws IOException {
    TinyModels.sampler(folder);
    edit("  - \\{name: label,.*\\n", "");
    assertThatThrownBy(() -> Networks.open(ModelBundle.open(folder), 1))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "The network of model tiny-shapes 1.0.0 has the input \"label\" (int64 [-1]) "
                + "but model.yaml describes only [z]; describe it");
  }

  @Test
  void refusesABatchThatIsNotFull() {
    TinyModels.sampler(folder);
    try (var network = Networks.open(ModelBundle.open(folder), 1)) {
      var inputs = Map.of("z", Tensor.of(new float[8], 2, 4), "label", Tensor.of(new long[2], 2));
      assertThatThrownBy(() -> network.run(inputs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Input \"z\" of model tiny-shapes 1.0.0 is float32 [2, 4] but must be float32 [4, 4];"
                  + " fill the whole batch");
    }
  }

  @Test
  void refusesZeroThreads() {
    TinyModels.sampler(folder);
    var bundle = ModelBundle.open(folder);
    assertThatThrownBy(() -> Networks.open(bundle, 0))
        .hasMessage("Number of threads is 0 but must be 1 or more; give the cores of one task");
  }

  private static Map<String, Tensor> inputs() {
    return Map.of("z", Tensor.of(new float[16], 4, 4), "label", Tensor.of(new long[4], 4));
  }

  private void edit(String what, String with) throws IOException {
    var file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replaceFirst(what, with));
  }
}
