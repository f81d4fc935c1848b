package dev.variegate.generate.inpaint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.Composite;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.HoleFill;
import dev.variegate.pixel.HoleFill.Method;
import dev.variegate.pixel.HoleMask;
import dev.variegate.pixel.RandomHole;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Seeds;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.Sheets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classical fills on real images; the sheets below target/sheets are to be looked at. */
@NeedsShared
class InpainterSharedTest {

  private static final int IMAGES = 6;

  @ParameterizedTest
  @ValueSource(strings = {"photos", "membranes/image"})
  void scratchesAreFilledMuchBetterThanWithTheMeanOfTheImage(String folder) throws IOException {
    var shown = new ArrayList<Image>();
    for (var image : images(folder)) {
      try (var mask = HoleMask.of(scratches(image.size()), image.size())) {
        shown.add(scratched(image, mask));
        for (var method : Method.values()) {
          var filled = filled(new HoleFill(method, 5), image, mask);
          shown.add(filled);
          assertThat(inHole(image, filled.toBytes(), mask))
              .as("%s %s", folder, method)
              .isGreaterThan(inHole(image, mean(image), mask) + 2);
        }
        shown.add(image);
      }
    }
    Sheets.write("inpaint-scratches-" + folder.replace('/', '-'), 4, shown);
    shown.forEach(Image::close);
  }

  @Test
  void drawnHolesAreFilled() throws IOException {
    var shown = new ArrayList<Image>();
    int number = 0;
    for (var image : images("photos")) {
      var random = Seeds.generator(3, "photo", ++number, 0);
      var hole = new RandomHole().draw(random, image.size());
      try (var mask = HoleMask.of(List.of(hole), image.size())) {
        shown.add(scratched(image, mask));
        for (var method : Method.values()) {
          shown.add(filled(new HoleFill(method, 5), image, mask));
        }
        shown.add(image);
        assertThat(shown.get(shown.size() - 2).sameSamples(image)).isFalse();
      }
    }
    Sheets.write("inpaint-erased-photos", 4, shown);
    shown.forEach(Image::close);
  }

  private static Image filled(HoleFill fill, Image image, Image mask) {
    var request = new ImageRequest(image, "", new DrawKey(7, "photo", 1), Optional.of(mask));
    return Inpainter.of(fill).make(List.of(request)).get(0).image();
  }

  /** The peak signal-to-noise ratio of the samples in the hole, in decibel. */
  private static double inHole(Image image, byte[] made, Image mask) {
    var wanted = image.toBytes();
    var holes = mask.toBytes();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (holes[i / image.channels()] != 0) {
        sum += Math.pow(Byte.toUnsignedInt(wanted[i]) - Byte.toUnsignedInt(made[i]), 2);
        count++;
      }
    }
    return 10 * Math.log10(255 * 255 / (sum / count));
  }

  /** Every sample the mean of its channel. */
  private static byte[] mean(Image image) {
    var samples = image.toBytes();
    var sums = new double[image.channels()];
    for (int i = 0; i < samples.length; i++) {
      sums[i % sums.length] += Byte.toUnsignedInt(samples[i]);
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.rint(sums[i % sums.length] / image.size().pixels());
    }
    return samples;
  }

  private static Image scratched(Image image, Image mask) {
    var black =
        Image.ofBytes(image.width(), image.height(), 1, new byte[image.width() * image.height()]);
    try (black) {
      return Composite.intoHole(image, black, mask);
    }
  }

  /** Slanting lines, three pixels wide. */
  private static List<Hole> scratches(Size size) {
    return IntStream.range(0, size.height())
        .boxed()
        .flatMap(
            y ->
                IntStream.range(0, 4)
                    .mapToObj(
                        i -> new Hole((i * size.width() / 4 + y / 3) % size.width(), y, 3, 1)))
        .toList();
  }

  private static List<Image> images(String folder) throws IOException {
    try (var files = Files.list(Shared.path("data").resolve(folder))) {
      return files.sorted().limit(IMAGES).map(InpainterSharedTest::decoded).toList();
    }
  }

  private static Image decoded(Path file) {
    try {
      return new ImageCodec().decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
