package dev.variegate.model.onnx;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.NetworkRole;
import dev.variegate.testing.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomOperatorsTest {

  private static final String MESSAGE =
      " needs the operators [ai.onnx.contrib:Blend, com.microsoft.extensions:DecodeImage] of onnxruntime-extensions but ONNX Runtime alone does not have them; put the Java package with the class ai.onnxruntime.extensions.OrtxPackage on the class path, or export the network without them";

  @TempDir Path folder;

  /** On the driver by a look at the file, in tasks and by describe before the engine fails. */
  @Test
  void areNamedWhereTheirLibraryIsAbsent() throws IOException {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, 8, 8)
            .output("out", FLOAT, -1, 3, 8, 8)
            .custom("com.microsoft.extensions", "DecodeImage", "decoded", "in")
            .custom("ai.onnx.contrib", "Blend", "out", "decoded")
            .bytes();
    var file = Files.write(folder.resolve("network.onnx"), network);
    Files.writeString(
        folder.resolve("model.yaml"),
        """
        name: custom
        version: "1"
        task: translate
        engine: onnx
        license: MIT
        batch: 1
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: in, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [0, 1]}
        outputs:
          - {name: out, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [0, 1]}
        """
            .formatted(Sha256.hex(network)));
    var bundle = ModelBundle.open(folder);
    assertThatThrownBy(() -> OnnxSessions.look(bundle, NetworkRole.TRANSLATOR))
        .isInstanceOf(BadModelException.class)
        .hasMessage("Network " + file + MESSAGE);
    assertThatThrownBy(
            () -> OnnxSessions.open(bundle, NetworkRole.TRANSLATOR, ComputeOptions.threads(1)))
        .hasMessage("Network " + file + MESSAGE);
    assertThatThrownBy(() -> OnnxSessions.open(file)).hasMessage("Network " + file + MESSAGE);
  }
}
