package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BalanceAndTrainTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @Test
  void learnsFarMoreThanChance() throws IOException {
    var accuracy =
        BalanceAndTrain.accuracy(
            LocalSpark.session(),
            ROOT.resolve("examples/data/fashion-longtail").toString(),
            Files.readString(ROOT.resolve("conf/policies/gray.yaml")),
            5);
    assertThat(accuracy).isGreaterThan(0.4);
  }
}
