package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

  @Test
  void isNotAskedForTwice() {
    var library = new NativeLibrary("Counted", "java.io.tmpdir", () -> {});
    library.require();
    library.require();
  }

  /** As of a folder that is mounted noexec: the system's loader takes the file for no library. */
  @Test
  void saysWhatToDoEachTimeWhereItCannotBeLoaded(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("none.so"), "no library, whatever its name says");
    var library = new NativeLibrary("Kernel", "java.io.tmpdir", () -> System.load(file.toString()));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(library::require)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Kernel cannot be loaded (%s: %s: file too short); where its folder is mounted noexec or full, set -Djava.io.tmpdir for driver and executors to a folder that has room and allows executables"
                  .formatted(file, file))
          .hasNoCause();
    }
  }

  @Test
  void saysTheFirstReasonOfMany() {
    var library =
        new NativeLibrary(
            "Wrapped",
            "org.example.cache",
            () -> {
              throw new ExceptionInInitializerError(new IOException("No space left on device"));
            });
    assertThatThrownBy(library::require)
        .hasMessage(
            "Wrapped cannot be loaded (No space left on device); where its folder is mounted noexec or full, set -Dorg.example.cache for driver and executors to a folder that has room and allows executables");
  }
}
