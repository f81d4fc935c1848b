package dev.variegate.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLayerWeightsTest {

  @TempDir Path folder;

  /** The tiny sampler multiplies z by waves of 4 rows and 64 columns. */
  @Test
  void readsTheWeightsOfAProduct() {
    var layer = FirstLayerWeights.of(ModelBundle.open(TinyModels.sampler(folder)));
    assertThat(layer.sizes()).containsExactly(4L);
    assertThat(layer.weights()).hasDimensions(64, 4);
    assertThat(layer.weights()[0][0]).isEqualTo((float) StrictMath.sin(1.3 * 3));
    assertThat(layer.weights()[1][0]).isEqualTo((float) StrictMath.sin(1.3 * 2 * 4));
    assertThat(layer.weights()[0][1]).isEqualTo((float) StrictMath.sin(1.3 * 65 * 67));
  }

  @Test
  void followsTheLatentThroughChangesOfItsSizes() {
    var layer = FirstLayerWeights.of(ModelBundle.open(TinyModels.unconditional(folder)));
    assertThat(layer.sizes()).containsExactly(4L, 1L, 1L);
    assertThat(layer.weights()).hasDimensions(64, 4);
  }

  @Test
  void saysWhatTheLatentGoesThroughWhereNoWeightsFollow() throws IOException {
    var network =
        new OnnxWriter()
            .input("z", OnnxWriter.FLOAT, -1, 64, 1, 1)
            .output("image", OnnxWriter.FLOAT, -1, 1, 8, 8)
            .longs("sizes", -1, 1, 8, 8)
            .node("Sigmoid", "soft", "z")
            .node("Reshape", "image", "soft", "sizes")
            .bytes();
    TinyModels.unconditional(folder);
    var file = folder.resolve("model.yaml");
    Files.write(folder.resolve("network.onnx"), network);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("sha256: [0-9a-f]+", "sha256: " + Sha256.hex(network))
            .replace("[-1, 4, 1, 1]", "[-1, 64, 1, 1]"));
    var bundle = ModelBundle.open(folder);
    assertThatThrownBy(() -> FirstLayerWeights.of(bundle))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model tiny-blobs 1.0.0 has no first layer whose weights can be read: its latent \"z\" goes through [Sigmoid] but must reach a MatMul, Gemm, Conv or ConvTranspose with constant weights; find directions by labels or pca");
  }
}
