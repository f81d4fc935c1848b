package dev.variegate.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.SharedBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class ClassSamplerSharedTest {

  private static final int COUNT = 400;

  @TempDir Path folder;

  @Test
  void aClassifierReadsTheDigitsThatWereAskedFor() throws IOException {
    var sampler = ModelBundle.open(SharedBundles.digitSampler(folder.resolve("sampler")));
    var judge = ModelBundle.open(SharedBundles.digitClassifier(folder.resolve("judge")));
    var requests = requests();
    try (var generator = ClassSampler.open(sampler, 1);
        var classifier = Classifier.open(judge, 1)) {
      var samples = generator.sample(requests);
      var scores = classifier.classify(samples.stream().map(Sample::image).toList());
      draw(samples);
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
    try (var sampler = ClassSampler.open(bundle, 1)) {
      var whole = sampler.sample(requests);
      for (int i = 0; i < requests.size(); i++) {
        var neighbours = List.of(requests.get((i + 7) % 40), requests.get(i));
        var pair = sampler.sample(neighbours);
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
    try (var one = ClassSampler.open(bundle, 1);
        var two = ClassSampler.open(bundle, 2)) {
      var made = one.sample(requests);
      var again = two.sample(requests);
      for (int i = 0; i < requests.size(); i++) {
        assertThat(again.get(i).image().sameSamples(made.get(i).image())).isTrue();
      }
      made.forEach(Sample::close);
      again.forEach(Sample::close);
    }
  }

  private static List<SampleRequest> requests() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new SampleRequest("digit", i / 10, 42, Integer.toString(i % 10)))
        .toList();
  }

  /** For whoever wants to look at them. */
  private static void draw(List<Sample> samples) throws IOException {
    var sheet = new byte[COUNT / 10 * 28 * 10 * 28];
    for (int i = 0; i < samples.size(); i++) {
      var samplesOfOne = samples.get(i).image().toBytes();
      for (int y = 0; y < 28; y++) {
        int to = ((i / 10 * 28 + y) * 10 + i % 10) * 28;
        System.arraycopy(samplesOfOne, y * 28, sheet, to, 28);
      }
    }
    try (var image = Image.ofBytes(280, COUNT / 10 * 28, 1, sheet)) {
      Files.write(
          Path.of("target/digits.png"),
          new ImageCodec(1_000_000).encode(image, Encoding.parse("png")));
    }
  }
}
