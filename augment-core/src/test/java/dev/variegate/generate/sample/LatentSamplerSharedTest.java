package dev.variegate.generate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.generate.SampleRequest;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.SharedBundles;
import dev.variegate.testing.Sheets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class LatentSamplerSharedTest {

  private static final int COUNT = 400;

  @TempDir Path folder;

  @Test
  void aClassifierReadsTheDigitsThatWereAskedFor() {
    var sampler = ModelBundle.open(SharedBundles.digitSampler(folder.resolve("sampler")));
    var judge = ModelBundle.open(SharedBundles.digitClassifier(folder.resolve("judge")));
    var requests = requests();
    try (var generator = LatentSampler.open(sampler, 1);
        var classifier = Classifier.open(judge, 1)) {
      var samples = generator.sample(requests);
      var scores = classifier.classify(images(samples));
      Sheets.write("sampler-digits-of-classes", 20, images(samples).subList(0, 200));
      long right =
          IntStream.range(0, requests.size())
              .filter(i -> scores.get(i).label().equals(requests.get(i).label()))
              .count();
      samples.forEach(Sample::close);
      assertThat(right).as("digits read as asked, of 400").isGreaterThanOrEqualTo(250);
    }
  }

  @Test
  void aRealNetworkGivesTheSameBitsInAnyBatchAndOrder() {
    var bundle = ModelBundle.open(SharedBundles.digitSampler(folder));
    var requests = requests().subList(0, 40);
    try (var sampler = LatentSampler.open(bundle, 1)) {
      var whole = sampler.sample(requests);
      for (int i = 0; i < requests.size(); i++) {
        var neighbors = List.of(requests.get((i + 7) % 40), requests.get(i));
        var pair = sampler.sample(neighbors);
        assertThat(pair.get(1).image().sameSamples(whole.get(i).image())).isTrue();
        pair.forEach(Sample::close);
      }
      whole.forEach(Sample::close);
    }
  }

  @Test
  void aRealNetworkGivesTheSameBitsOnTwoThreads() {
    var bundle = ModelBundle.open(SharedBundles.digitSampler(folder));
    var requests = requests().subList(0, 40);
    try (var one = LatentSampler.open(bundle, 1);
        var two = LatentSampler.open(bundle, 2)) {
      var made = one.sample(requests);
      var again = two.sample(requests);
      for (int i = 0; i < requests.size(); i++) {
        assertThat(again.get(i).image().sameSamples(made.get(i).image())).isTrue();
      }
      made.forEach(Sample::close);
      again.forEach(Sample::close);
    }
  }

  /** Faces differ from each other, and are brighter in their middle than in their corners. */
  @Test
  void drawsFacesFromUniformNumbers() {
    var made = drawn(ModelBundle.open(SharedBundles.faceSampler(folder)), "sampler-faces");
    try {
      assertThat(made).allMatch(image -> image.channels() == 3 && image.width() == 32);
      assertThat(mean(made, 12, 20)).isGreaterThan(mean(made, 0, 4) + 20);
    } finally {
      made.forEach(Image::close);
    }
  }

  @Test
  void drawsDigitsThatAClassifierIsSureOf() {
    var made = drawn(ModelBundle.open(SharedBundles.digitDecoder(folder)), "sampler-soft-digits");
    var judge = ModelBundle.open(SharedBundles.digitClassifier(folder.resolve("judge")));
    try (var classifier = Classifier.open(judge, 1)) {
      var scores = classifier.classify(made);
      long sure =
          scores.stream()
              .filter(of -> DoubleStream.of(of.probabilities()).max().orElseThrow() > 0.5)
              .count();
      assertThat(sure)
          .as("digits that the classifier is sure of, of 64")
          .isGreaterThanOrEqualTo(48);
      assertThat(scores.stream().map(ClassScores::label).distinct().count()).isGreaterThan(6);
    } finally {
      made.forEach(Image::close);
    }
  }

  private static List<Image> drawn(ModelBundle bundle, String sheet) {
    try (var sampler = LatentSampler.open(bundle, 1)) {
      var requests =
          IntStream.range(0, 64).mapToObj(i -> new SampleRequest("drawn", i, 42)).toList();
      var made = images(sampler.sample(requests));
      Sheets.write(sheet, 16, made);
      return made;
    }
  }

  /** Of a square of all images, from one row and column to another. */
  private static double mean(List<Image> images, int from, int to) {
    double sum = 0;
    for (var image : images) {
      var samples = image.toBytes();
      for (int y = from; y < to; y++) {
        for (int x = from * 3; x < to * 3; x++) {
          sum += Byte.toUnsignedInt(samples[y * image.width() * 3 + x]);
        }
      }
    }
    return sum / images.size() / (3.0 * (to - from) * (to - from));
  }

  private static List<Image> images(List<Sample> samples) {
    return samples.stream().map(Sample::image).toList();
  }

  private static List<SampleRequest> requests() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new SampleRequest("digit", i / 10, 42, Integer.toString(i % 10)))
        .toList();
  }
}
