package dev.variegate.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsShared
class LongTailSharedTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"
      })
  void theDocumentedCommandMakesTheShippedFilesAgain(String file, @TempDir Path folder)
      throws IOException {
    LongTail.cut(Shared.path("data/fashion-mnist"), folder);
    assertThat(content(folder.resolve(file))).isEqualTo(content(SHIPPED.resolve(file)));
  }

  private static byte[] content(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
