package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.Moments;
import dev.variegate.quality.distribution.VendiScore;
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
        var pixels = FeatureBlock.of(ClassImages.made(sampler, label, 64, 1).vectors());
        assertThat(VendiScore.of(Moments.ofDirections(pixels))).as(label).isGreaterThan(1.5);
      }
    }
  }
}
