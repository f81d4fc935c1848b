package dev.variegate.generate.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.Classifier;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.SharedBundles;
import dev.variegate.testing.Sheets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real diffusion model of clothes; {@code benchmarks/gallery.sh --long} takes all its 1000 steps.
 */
@NeedsShared
class DiffusionProcessSharedTest {

  private static final ComputeOptions ONE = ComputeOptions.threads(1);

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void open() {
    bundle = ModelBundle.open(Denoisers.clothes(folder.resolve("clothes")));
  }

  private List<Sample> samples(DiffusionOptions options, int count) {
    try (var sampler = DiffusionSampler.open(bundle, ONE, options, StepListener.NONE)) {
      return sampler.sample(
          IntStream.range(0, count)
              .mapToObj(i -> new SampleRequest("clothes/" + i, 0, 1))
              .toList());
    }
  }

  /** The mean of the likeliest class's probability, by a classifier of clothes. */
  private double certainty(List<Image> images) {
    var judge = ModelBundle.open(SharedBundles.clothesClassifier(folder.resolve("judge")), ANY);
    try (var classifier = Classifier.open(judge, 1)) {
      return classifier.classify(images).stream()
          .mapToDouble(scores -> Arrays.stream(scores.probabilities()).max().orElseThrow())
          .average()
          .orElseThrow();
    }
  }

  /** The correlation of neighbors along the rows, which noise does not have. */
  private static double likeness(Image image) {
    var samples = image.toBytes();
    var statistics = new double[5];
    for (int i = 0; i < samples.length; i++) {
      if ((i + 1) % image.width() != 0) {
        int left = Byte.toUnsignedInt(samples[i]);
        int right = Byte.toUnsignedInt(samples[i + 1]);
        double[] terms = {left, right, left * left, right * right, left * right};
        for (int term = 0; term < terms.length; term++) {
          statistics[term] += terms[term];
        }
      }
    }
    int pairs = image.height() * (image.width() - 1);
    double shared = pairs * statistics[4] - statistics[0] * statistics[1];
    double first = pairs * statistics[2] - statistics[0] * statistics[0];
    double second = pairs * statistics[3] - statistics[1] * statistics[1];
    return shared / Math.sqrt(first * second);
  }

  private static List<Image> images(List<Sample> samples) {
    return samples.stream().map(Sample::image).toList();
  }

  private static final ModelBundle.Licensing ANY = ModelBundle.Licensing.ANY;

  @Test
  void fiftyStepsOfDdimMakeClothes() {
    // At eta 0 half of this network's samples stay noise, by eye; why is not known.
    var samples = samples(new DiffusionOptions("ddim", 50, 1, 1), 16);
    Sheets.write("diffusion-clothes-ddim-50", 8, images(samples));
    assertThat(certainty(images(samples))).isGreaterThan(0.6);
    assertThat(images(samples)).filteredOn(image -> likeness(image) > 0.6).hasSizeGreaterThan(13);
    samples.forEach(Sample::close);
  }
}
