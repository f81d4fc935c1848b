package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.quality.Classifier;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.SharedBundles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class ShippedClothesSharedTest {

  private static final int COUNT = 128;

  @TempDir private Path folder;

  @Test
  void aStrangersClassifierConfirmsNineInTenImages() {
    var shipped =
        Path.of(System.getProperty("variegate.root", ".."), "examples/models/fashion-clothes");
    try (var sampler = LatentSampler.open(ModelBundle.open(shipped), 1);
        var classifier =
            Classifier.open(
                ModelBundle.open(SharedBundles.clothesClassifier(folder), Licensing.ANY), 1)) {
      int confirmed = 0;
      for (var label : sampler.model().labels()) {
        var images = ClassImages.made(sampler, label, COUNT, 2).images();
        confirmed +=
            (int)
                classifier.classify(images).stream()
                    .filter(scores -> scores.label().equals(label))
                    .count();
        images.forEach(Image::close);
      }
      assertThat(confirmed).isGreaterThan(9 * COUNT); // of ten classes
    }
  }
}
