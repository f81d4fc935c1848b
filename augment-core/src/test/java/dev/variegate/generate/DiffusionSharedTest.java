package dev.variegate.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.schedule.SchedulerKind;
import dev.variegate.image.Image;
import dev.variegate.model.Compute;
import dev.variegate.model.ModelBundle;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real diffusion model of clothes. All methods and all 1000 steps, some minutes of work: {@code
 * mvn test -pl augment-core -Dtest=DiffusionSharedTest -Dvariegate.long=true}.
 */
@NeedsShared
class DiffusionSharedTest {

  private static final Compute ONE = Compute.threads(1);

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

  /**
   * A classifier of clothes is fairly certain, and sees several kinds: it takes noisy textures for
   * bags, with great certainty.
   */
  private void requireClothes(List<Image> pictures) {
    var judge = ModelBundle.open(SharedBundles.clothesClassifier(folder.resolve("judge")), ANY);
    try (var classifier = Classifier.open(judge, 1)) {
      var scores = classifier.classify(pictures);
      assertThat(
              scores.stream()
                  .mapToDouble(s -> Arrays.stream(s.probabilities()).max().orElseThrow())
                  .average()
                  .orElseThrow())
          .as("mean probability of the likeliest class")
          .isGreaterThan(0.55);
      assertThat(scores.stream().map(ClassScores::label).distinct().count())
          .as("kinds of clothes")
          .isGreaterThanOrEqualTo(4);
      assertThat(scores.stream().filter(s -> s.label().equals("bag")).count())
          .as("bags")
          .isLessThanOrEqualTo(pictures.size() / 2);
    }
  }

  private static List<Image> images(List<Sample> samples) {
    return samples.stream().map(Sample::image).toList();
  }

  private static final ModelBundle.Licensing ANY = ModelBundle.Licensing.ANY;

  @Test
  void fiftyStepsOfDdimMakeClothes() {
    // Without its noise, ddim does not mend the errors of so small a network.
    var samples = samples(new DiffusionOptions("ddim", 50, 1, 1), 16);
    Sheets.write("diffusion-clothes-ddim-50", 8, images(samples));
    requireClothes(images(samples));
    samples.forEach(Sample::close);
  }

  @Test
  @EnabledIfSystemProperty(named = "variegate.long", matches = "true")
  void allStepsOfDdpmMakeClothes() {
    var samples = samples(DiffusionOptions.USUAL, 16);
    Sheets.write("diffusion-clothes-ddpm-1000", 8, images(samples));
    requireClothes(images(samples));
    samples.forEach(Sample::close);
  }

  @Test
  @EnabledIfSystemProperty(named = "variegate.long", matches = "true")
  void everyMethodMakesClothes() {
    for (var kind : SchedulerKind.values()) {
      var samples = samples(DiffusionOptions.of(kind, 50), 16);
      Sheets.write("diffusion-clothes-50-" + kind, 8, images(samples));
      samples.forEach(Sample::close);
    }
  }
}
