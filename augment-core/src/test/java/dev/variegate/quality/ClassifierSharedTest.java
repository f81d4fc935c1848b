package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.SharedBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class ClassifierSharedTest {

  private static final int COUNT = 500;
  private static final int AREA = 28 * 28;

  @TempDir Path folder;

  @Test
  void readsMostRealClothesRight() throws IOException {
    var bundle = ModelBundle.open(SharedBundles.clothesClassifier(folder), Licensing.ANY);
    var pixels = unpacked("t10k-images-idx3-ubyte.gz", 16, COUNT * AREA);
    var labels = unpacked("t10k-labels-idx1-ubyte.gz", 8, COUNT);
    var images =
        IntStream.range(0, COUNT)
            .mapToObj(
                i -> Image.ofBytes(28, 28, 1, Arrays.copyOfRange(pixels, i * AREA, (i + 1) * AREA)))
            .toList();
    try (var classifier = Classifier.open(bundle, 1)) {
      var scores = classifier.classify(images);
      long right =
          IntStream.range(0, COUNT)
              .filter(i -> scores.get(i).label().equals(classifier.model().labels().get(labels[i])))
              .count();
      assertThat(right).as("of 500 test images").isGreaterThan(440);
      assertThat(scores.get(0).features()).hasSize(3200);
      assertThat(DoubleStream.of(scores.get(0).probabilities()).sum()).isCloseTo(1, offset(1e-9));
    }
    images.forEach(Image::close);
  }

  private static byte[] unpacked(String file, int header, int length) throws IOException {
    try (var in =
        new GZIPInputStream(Files.newInputStream(Shared.path("data/fashion-mnist/" + file)))) {
      in.skipNBytes(header);
      return in.readNBytes(length);
    }
  }
}
