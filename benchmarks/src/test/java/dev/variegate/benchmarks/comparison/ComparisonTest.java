package dev.variegate.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @Test
  void everyWayIsScoredAndJudged() throws IOException {
    var out = new ByteArrayOutputStream();
    var means =
        new Way.Means(
            Files.readString(ROOT.resolve("conf/policies/gray.yaml")),
            ROOT.resolve("examples/models/fashion-clothes").toString());
    Comparison.run(
        LocalSpark.session(),
        ROOT.resolve("examples/data/fashion-longtail").toString(),
        means,
        1,
        2,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("rare: ankle-boot, bag, sneaker, shirt, sandal.")
        .containsPattern("as it is +932 ")
        .containsPattern("oversampled copies +3000 ")
        .containsPattern("classic \\+ generative +3000 ")
        .contains("accuracy: generative ", "recall of rare classes: classic + generative ")
        .contains("the gain of a pretrained generator");
  }
}
