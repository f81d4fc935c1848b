package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BritishSpellingTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("variegate.root"), "examples/models/fashion-clothes/model.yaml");

  @Test
  void aDescriptionMayBeSpelledTheBritishWay() throws IOException {
    var american = Files.readString(SHIPPED);
    var british =
        american.replace("license: ", "licence: ").replace("channels: gray", "channels: grey");
    assertThat(british).contains("licence: ").contains("channels: grey");
    assertThat(DescriptionFile.read(british, "a test"))
        .isEqualTo(DescriptionFile.read(american, "a test"));
  }
}
