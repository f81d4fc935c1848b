package dev.variegate.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.variegate.testing.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxSessionsTest {

  /** Opens a network where nothing can be unpacked. */
  static final class Unloadable {
    public static void main(String[] none) {
      Jvm.printFailures(Unloadable::open);
    }

    private static void open() {
      try {
        OnnxSessions.open(Path.of("any.onnx")).close();
      } catch (OrtException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void saysWhatToDoWhereTheRuntimeCannotBeUnpacked() throws IOException, InterruptedException {
    assertThat(Jvm.run(List.of("-Djava.io.tmpdir=/nowhere"), Unloadable.class).lines())
        .filteredOn(line -> line.contains("ONNX Runtime cannot be loaded (/nowhere/"))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith("java.lang.IllegalStateException: ")
                    && line.endsWith(
                        "set -Djava.io.tmpdir for driver and executors to a folder that has room and allows executables"));
  }
}
