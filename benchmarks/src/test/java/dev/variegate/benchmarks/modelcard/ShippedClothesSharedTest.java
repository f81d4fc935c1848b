package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.SharedBundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class ShippedClothesSharedTest {

  private static final int COUNT = 128;

  @TempDir private Path folder;

  @Test
  void aStrangersClassifierConfirmsNineInTenImages() {
    var bundle = ModelBundle.open(SharedBundles.clothesClassifier(folder), Licensing.ANY);
    var shipped =
        Path.of(System.getProperty("variegate.root", ".."), "examples/models/fashion-clothes");
    try (var sampler = LatentSampler.open(ModelBundle.open(shipped), 1);
        var classifier = Classifier.open(bundle, 1)) {
      var asked = new ArrayList<String>();
      var said = new ArrayList<ClassScores>();
      for (var label : sampler.model().labels()) {
        said.addAll(ClassImages.made(sampler, label, COUNT, 2).scores(classifier));
        asked.addAll(Collections.nCopies(COUNT, label));
      }
      assertThat(LabelFidelity.of(asked, said).overall()).isGreaterThan(0.9);
    }
  }
}
