package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Jvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLibraryTest {

  /** Asks for native kernels where nothing can be unpacked. */
  static final class Unloadable {
    public static void main(String[] none) {
      Jvm.printFailures(Kernels::ofThisJvm);
    }
  }

  @Test
  void isRefusedWhereItIsAskedForAndCannotBeUnpacked() throws IOException, InterruptedException {
    assertThat(
            Jvm.run(
                    List.of("-Dvariegate.kernels=native", "-Djava.io.tmpdir=/nowhere"),
                    Unloadable.class)
                .lines())
        .filteredOn(line -> line.contains("Library of kernels cannot be loaded (/nowhere/"))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith("java.lang.IllegalStateException: ")
                    && line.endsWith(
                        "set -Djava.io.tmpdir for driver and executors to a folder that has room and allows executables"));
  }
}
