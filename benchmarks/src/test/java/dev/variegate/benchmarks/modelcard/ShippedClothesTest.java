package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generator of clothes that the repository ships. */
class ShippedClothesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("variegate.root", ".."), "examples/models/fashion-clothes");

  @Test
  void staysBelowThreeMegabytes() throws IOException {
    assertThat(Files.size(FOLDER.resolve("decoder.onnx"))).isLessThan(3_000_000);
  }

  @Test
  void variesInsideEveryClass() {
    try (var sampler = LatentSampler.open(ModelBundle.open(FOLDER), 1)) {
      for (var label : sampler.model().labels()) {
        var made = ClassImages.made(sampler, label, 64, 1);
        assertThat(Diversity.meanPairwise(made.vectors())).as(label).isGreaterThan(4);
      }
    }
  }
}
