package dev.variegate.model.onnx;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.FLOAT16;
import static dev.variegate.testing.OnnxWriter.INT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.variegate.base.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TinyBundle;
import dev.variegate.testing.OnnxWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks disagree about: sizes, types, files, devices, memory. */
class OnnxContractsTest {

  private static final String TRANSLATE =
      """
      task: translate
      engine: onnx
      batch: 2
      inputs:
        - {name: x, meaning: image, type: %1$s, shape: %2$s, layout: NCHW, channels: gray, range: [0, 1]}
      outputs:
        - {name: y, meaning: image, type: %1$s, shape: %2$s, layout: NCHW, channels: gray, range: [0, 1]}
      """;

  @TempDir Path folder;

  @Test
  void imagesOfAnySizeGoThroughANetworkOfFreeSizes() {
    var bundle = bundle(doubling(FLOAT, -1, 1, -1, -1), "float32", "[-1, 1, -1, -1]");
    try (var network = Networks.open(bundle, 1)) {
      for (int side : new int[] {3, 5, 4, 3}) {
        var values = new float[side * (side + 1)];
        values[side] = 0.25f;
        var made = network.run(Map.of("x", Tensor.of(values, 1, 1, side, side + 1))).get("y");
        assertThat(made.shape()).containsExactly(1L, 1L, (long) side, side + 1L);
        assertThat(made.floats()[side]).isEqualTo(0.5f);
      }
      var batch = network.run(Map.of("x", Tensor.of(new float[2 * 4], 2, 1, 2, 2))).get("y");
      assertThat(batch.shape()).containsExactly(2L, 1L, 2L, 2L);
      assertThat(network.feeds()).isEqualTo(1);
    }
  }

  @Test
  void halvesAreConvertedOnTheirWayInAndOut() {
    var bundle = bundle(doubling(FLOAT16, -1, 1, 1, 3), "float16", "[-1, 1, 1, 3]");
    try (var network = Networks.open(bundle, 1)) {
      var input = Tensor.of(new float[] {0.1f, -2.5f, 1000, 0, 0, 0}, 2, 1, 1, 3);
      assertThat(network.run(Map.of("x", input)).get("y").floats())
          .containsExactly(0.19995117f, -5, 2000, 0, 0, 0); // twice the half nearest to 0.1
    }
  }

  @Test
  void everyFloatBecomesTheNearestHalf() {
    var values = new float[3 * 4000];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float) ((i % 2 == 0 ? 1 : -1) * Math.pow(2, -27 + i % 41) * (1 + i * 5 / 65536.0));
    }
    var bundle = bundle(doubling(FLOAT16, -1, 1, 1, 6000), "float16", "[-1, 1, 1, 6000]");
    try (var network = Networks.open(bundle, 1)) {
      var made = network.run(Map.of("x", Tensor.of(values, 2, 1, 1, 6000))).get("y").floats();
      for (int i = 0; i < values.length; i++) {
        short half = Fp16Conversions.floatToFp16(values[i]);
        assertThat(made[i]).as("%s", values[i]).isEqualTo(2 * Fp16Conversions.fp16ToFloat(half));
      }
    }
  }

  @Test
  void labelsMayBeOf32Bits() {
    var network =
        new OnnxWriter()
            .input("z", FLOAT, -1, 2)
            .input("label", INT32, -1)
            .output("y", FLOAT, -1, 1, 1, 2)
            .floats("rows", new float[] {1, 2, 3, 4}, 2, 2)
            .longs("sizes", -1, 1, 1, 2)
            .node("Gather", "row", "rows", "label")
            .node("Add", "sum", "z", "row")
            .node("Reshape", "y", "sum", "sizes")
            .bytes();
    var keys =
        """
        task: sample
        engine: onnx
        labels: [a, b]
        batch: 2
        inputs:
          - {name: z, meaning: latent, type: float32, shape: [-1, 2], distribution: normal}
          - {name: label, meaning: label, type: int32, shape: [-1]}
        outputs:
          - {name: y, meaning: image, type: float32, shape: [-1, 1, 1, 2], layout: NCHW, channels: gray, range: [0, 1]}
        """;
    try (var opened = Networks.open(TinyBundle.write(folder, "n.onnx", network, keys), 1)) {
      var inputs =
          Map.of("z", Tensor.of(new float[4], 2, 2), "label", Tensor.of(new long[] {1, 0}, 2));
      assertThat(opened.run(inputs).get("y").floats()).containsExactly(3, 4, 1, 2);
    }
  }

  @Test
  void aDescriptionOfAnotherRankIsRefusedNamingBothSides() {
    var bundle = bundle(doubling(FLOAT, -1, 1, 8), "float32", "[-1, 1, 8, 8]");
    assertThatThrownBy(() -> Networks.open(bundle, 1))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "model.yaml of model tiny 1.0.0 describes the input \"x\" as float32 [-1, 1, 8, 8] with batch 2 but the network says float32 [-1, 1, 8]; correct model.yaml");
  }

  @Test
  void lackingMemoryIsReportedWithAdvice() {
    var network =
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, 1, 1)
            .output("y", FLOAT, -1, 1, 1, 1)
            .longs("sizes", 1, 1, 1 << 20, 1 << 20)
            .node("Expand", "terabytes", "x", "sizes")
            .node("ReduceSum", "sum", "terabytes")
            .node("Add", "y", "x", "sum")
            .bytes();
    var keys = TRANSLATE.formatted("float32", "[-1, 1, 1, 1]");
    try (var opened = Networks.open(TinyBundle.write(folder, "n.onnx", network, keys), 1)) {
      var inputs = Map.of("x", Tensor.of(new float[2], 2, 1, 1, 1));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> opened.run(inputs))
            .isInstanceOf(ModelMemoryException.class)
            .hasMessageStartingWith("Model tiny 1.0.0 ran out of memory with batch 2: ")
            .hasMessageEndingWith(
                "; lower \"batch\" in model.yaml or the size of the images, run fewer tasks at once (spark.executor.cores), or give executors more memory outside of the heap (spark.executor.memoryOverhead)");
      }
    }
  }

  @Test
  void aGpuThatIsAbsentIsReported() {
    var bundle = bundle(doubling(FLOAT, -1, 1, 2, 2), "float32", "[-1, 1, 2, 2]");
    assertThatThrownBy(
            () ->
                OnnxNetwork.open(
                    bundle, NetworkRole.TRANSLATOR, new ComputeOptions(1, OptionalInt.of(0))))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(
            "Model tiny 1.0.0 is asked to run on GPU 0, but ONNX Runtime cannot")
        .hasMessageContaining("com.microsoft.onnxruntime:onnxruntime_gpu")
        .hasMessageEndingWith("or set the Param device to cpu");
  }

  @Test
  void weightsBesideTheNetworkAreReadWhereTheBundleListsThem() throws IOException {
    var data = ByteBuffer.allocate(4 * 4).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    Files.write(folder.resolve("weights.bin"), data.array());
    var network =
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, 2, 2)
            .output("y", FLOAT, -1, 1, 2, 2)
            .externalFloats("w", "weights.bin", 1, 1, 2, 2)
            .node("Add", "y", "x", "w")
            .bytes();
    var keys = TRANSLATE.formatted("float32", "[-1, 1, 2, 2]");
    var unlisted = TinyBundle.write(folder, "n.onnx", network, keys);
    assertThatThrownBy(() -> Networks.open(unlisted, 1))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model tiny 1.0.0 has no file \"weights.bin\", its files are [n.onnx]; list it in model.yaml");
    var file = folder.resolve("model.yaml");
    var line = "  - {path: weights.bin, sha256: %s}\n".formatted(Sha256.hex(data.array()));
    Files.writeString(file, Files.readString(file).replace("task:", line + "task:"));
    var listed = ModelBundle.open(folder);
    try (var opened = Networks.open(listed, 1)) {
      var inputs = Map.of("x", Tensor.of(new float[8], 2, 1, 2, 2));
      assertThat(opened.run(inputs).get("y").floats()).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }
    Files.write(folder.resolve("weights.bin"), new byte[16]);
    assertThatThrownBy(() -> Networks.open(listed, 1)).hasMessageContaining("was altered");
  }

  private ModelBundle bundle(byte[] network, String type, String shape) {
    return TinyBundle.write(folder, "n.onnx", network, TRANSLATE.formatted(type, shape));
  }

  private static byte[] doubling(int type, long... shape) {
    return new OnnxWriter()
        .input("x", type, shape)
        .output("y", type, shape)
        .node("Add", "y", "x", "x")
        .bytes();
  }
}
