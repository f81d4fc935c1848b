package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConfFilesTest {

  private static final Path CONF = Path.of(System.getProperty("variegate.root"), "conf");

  @TestFactory
  List<DynamicTest> everyJobFileIsReadWithItsPolicies() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      var tests =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> read(file)))
              .toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private static void read(Path file) {
    var prepared = PreparedJob.of(file.toString(), List.of(), new Configuration());
    assertThat(prepared.entries()).isNotEmpty();
    assertThat(prepared.fingerprint()).hasSize(64);
  }
}
