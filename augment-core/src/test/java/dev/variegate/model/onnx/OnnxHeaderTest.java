package dev.variegate.model.onnx;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkTensor;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxHeaderTest {

  @TempDir Path folder;

  static Stream<UnaryOperator<Path>> bundles() {
    return Stream.of(
        TinyModels::sampler, TinyModels::autoencoder, StyleModels::stylizer, Denoisers::tiny);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void statesWhatTheEngineStates(UnaryOperator<Path> writer) throws Exception {
    var bundle = ModelBundle.open(writer.apply(folder));
    for (var network : bundle.description().networks()) {
      var header = OnnxHeader.read(bundle.description(), bundle.network(network.role()));
      try (var session = OnnxSessions.open(bundle, network.role(), ComputeOptions.threads(1))) {
        assertThat(header.inputs())
            .containsExactlyInAnyOrderElementsOf(NetworkTensor.of(session.getInputInfo()));
        assertThat(header.outputs())
            .containsExactlyInAnyOrderElementsOf(NetworkTensor.of(session.getOutputInfo()));
      }
    }
    bundle.requireNetworks();
  }

  @Test
  void constantsAmongTheInputsOfOlderFilesNeedNotBeFed() throws IOException {
    var file =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3)
            .input("one", FLOAT, 1)
            .input("count", INT64)
            .output("out", 99, 2)
            .floats("one", new float[1], 1)
            .node("Add", "out", "in", "one")
            .bytes();
    var header = OnnxHeader.read(description(), written(file));
    assertThat(header.inputs())
        .containsExactly(
            new NetworkTensor("in", "float32", Optional.of(List.of(-1L, 3L))),
            new NetworkTensor("count", "int64", Optional.of(List.of())));
    assertThat(header.outputs()).hasToString("[type 99 [2]]");
  }

  @Test
  void sizesThatAreNotStatedMayBeAny() {
    var unstated = new NetworkTensor("x", "float32", Optional.empty());
    assertThat(unstated.fits(List.of(4L, 3L))).isTrue();
    assertThat(unstated).hasToString("float32");
    assertThat(NetworkTensor.none("x")).hasToString("no tensor");
  }

  @Test
  void refusesAFileThatWasCut() throws IOException {
    var whole = Files.readAllBytes(TinyModels.sampler(folder).resolve("network.onnx"));
    var model = description();
    for (int length : new int[] {0, 1, 5, whole.length / 2, whole.length - 1}) {
      var file = written(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> OnnxHeader.read(model, file))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Model file %s of model tiny-shapes 1.0.0 is not an ONNX network, \"engine\" is \"onnx\"; export it again"
                  .formatted(file));
    }
  }

  private ModelDescription description() {
    return ModelBundle.open(TinyModels.sampler(folder.resolve("any"))).description();
  }

  private Path written(byte[] network) throws IOException {
    return Files.write(folder.resolve("written.onnx"), network);
  }
}
