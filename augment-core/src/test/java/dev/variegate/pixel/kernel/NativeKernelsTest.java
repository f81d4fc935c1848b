package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeKernelsTest {

  private static final List<String> SOURCES =
      List.of(
          "kernels.h",
          "numbers.c",
          "warp.c",
          "taps.c",
          "convolve.c",
          "zoom.c",
          "colors.c",
          "noise.c",
          "table.c",
          "product.c",
          "level.c",
          "entry.c");

  @Test
  void theLibraryWasBuiltFromTheSourcesBesideIt() throws IOException {
    var folder = Path.of(System.getProperty("variegate.root"), "augment-core/src/main/native");
    var all = new ByteArrayOutputStream();
    for (var source : SOURCES) {
      all.write(Files.readAllBytes(folder.resolve(source)));
    }
    assertThat(NativeKernels.builtFrom())
        .as("run augment-core/src/main/native/build.sh")
        .isEqualTo(Sha256.hex(all.toByteArray()));
  }
}
