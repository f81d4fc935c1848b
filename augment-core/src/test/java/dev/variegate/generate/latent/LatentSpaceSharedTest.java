package dev.variegate.generate.latent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentDraw;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.generate.sample.SampledDirections;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.onnx.FirstLayerWeights;
import dev.variegate.pixel.CropWindow;
import dev.variegate.random.Range;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.SharedBundles;
import dev.variegate.testing.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsShared
class LatentSpaceSharedTest {

  private static final ComputeOptions COMPUTE = ComputeOptions.threads(2);

  @TempDir Path folder;

  @Test
  void naturalImagesSurviveTheRoundTrip() throws IOException {
    var photos = photos(24);
    try (var space = LatentSpace.open(autoencoder(), COMPUTE, "")) {
      var codes = space.encode(photos);
      assertThat(codes.get(0).sizes()).containsExactly(32L, 32L, 32L);
      var again = space.decode(codes, photos);
      var ratios =
          IntStream.range(0, photos.size())
              .mapToDouble(i -> psnr(photos.get(i), again.get(i)))
              .toArray();
      var both = new ArrayList<>(photos.subList(0, 6));
      both.addAll(again.subList(0, 6));
      Sheets.write("autoencoder-round-trip", 6, both);
      Files.writeString(Path.of("target/sheets/autoencoder-psnr.txt"), Arrays.toString(ratios));
      assertThat(Arrays.stream(ratios).average().orElseThrow())
          .as("mean of the ratios in dB: " + Arrays.toString(ratios))
          .isGreaterThanOrEqualTo(25);
      again.forEach(Image::close);
    } finally {
      photos.forEach(Image::close);
    }
  }

  /** 250x131 is not a multiple of 8: what was mirrored at its edges is cut off again. */
  @Test
  void imagesOfAnySizeComeBackInTheirPlace() throws IOException {
    try (var photo = photos(1).get(0);
        var part = new CropWindow(3, 5, new Size(250, 131)).cut(photo);
        var space = LatentSpace.open(autoencoder(), COMPUTE, "");
        var again = space.decode(space.encode(List.of(part)), List.of(part)).get(0)) {
      assertThat(again.size()).isEqualTo(part.size());
      assertThat(psnr(part, again)).isGreaterThan(17);
    }
  }

  @Test
  void theWayFromPhotoToPhotoPassesThroughImages() throws IOException {
    var photos = photos(3);
    try (var space = LatentSpace.open(autoencoder(), COMPUTE, "")) {
      var codes = space.encode(photos);
      var strip = new ArrayList<Image>();
      for (var interpolation : LatentInterpolation.values()) {
        var way =
            IntStream.rangeClosed(0, 6).mapToObj(i -> interpolation.at(codes, i / 6.0)).toList();
        strip.addAll(space.decode(way, Collections.nCopies(7, photos.get(0))));
      }
      Sheets.write("autoencoder-lerp-slerp-spline", 7, strip);
      assertThat(psnr(strip.get(1), photos.get(0)))
          .isBetween(psnr(strip.get(2), photos.get(0)), psnr(strip.get(0), photos.get(0)));
      assertThat(psnr(strip.get(2), photos.get(1)))
          .isBetween(psnr(strip.get(1), photos.get(1)), psnr(strip.get(3), photos.get(1)));
      strip.forEach(Image::close);
    } finally {
      photos.forEach(Image::close);
    }
  }

  /** Directions of 32 channels, the same at every place. */
  @Test
  void photosMoveAlongPrincipalComponents() throws IOException {
    var photos = photos(24);
    var bundle = autoencoder();
    try (var space = LatentSpace.open(bundle, COMPUTE, "")) {
      var codes = space.encode(photos);
      var directions = new Directions(bundle.sha256()).principal(codes, 3);
      var strip = new ArrayList<Image>();
      for (var direction : directions) {
        var way =
            IntStream.rangeClosed(-3, 3).mapToObj(i -> direction.move(codes.get(5), i)).toList();
        strip.addAll(space.decode(way, Collections.nCopies(7, photos.get(5))));
      }
      Sheets.write("autoencoder-pca", 7, strip);
      assertThat(psnr(strip.get(0), strip.get(3))).isLessThan(psnr(strip.get(2), strip.get(3)));
      strip.forEach(Image::close);
    } finally {
      photos.forEach(Image::close);
    }
  }

  /** SeFa: along the first axis faces change more than along the last. */
  @Test
  void facesChangeAlongTheirGeneratorsFirstLayer() {
    var bundle = ModelBundle.open(SharedBundles.faceSampler(folder));
    assertThat(FirstLayerWeights.of(bundle).weights()).hasDimensions(256 * 16, 100);
    var all = SampledDirections.ofWeights(bundle, 100);
    assertThat(all).hasSize(100);
    draw(bundle, "faces-first-layer", all.subList(0, 5));
    try (var plain = face(bundle, all.get(0), 0);
        var first = face(bundle, all.get(0), 5);
        var last = face(bundle, all.get(99), 5)) {
      assertThat(psnr(plain, first)).isLessThan(psnr(plain, last));
    }
  }

  @Test
  void facesChangeAlongWhatVariesMostAmongThem() {
    var bundle = ModelBundle.open(SharedBundles.faceSampler(folder));
    var found = SampledDirections.principal(bundle, COMPUTE, "", 5, 400, 4);
    assertThat(found).hasSize(4);
    draw(bundle, "faces-pca", found);
    try (var plain = face(bundle, found.get(0), 0);
        var moved = face(bundle, found.get(0), 3)) {
      assertThat(Math.abs(level(moved) - level(plain)) / plain.size().pixels()).isGreaterThan(0.2);
    }
  }

  /** What separates faces that are brighter than most from the others makes a face brighter. */
  @Test
  void facesChangeAlongWhatSeparatesThem() {
    var bundle = ModelBundle.open(SharedBundles.faceSampler(folder));
    var requests = IntStream.range(0, 400).mapToObj(i -> new SampleRequest("face", i, 11)).toList();
    Direction brighter;
    try (var sampler = LatentSampler.open(bundle, COMPUTE)) {
      var samples = sampler.sample(requests);
      var levels = samples.stream().mapToDouble(sample -> level(sample.image())).toArray();
      samples.forEach(Sample::close);
      double usual = Arrays.stream(levels).sorted().skip(200).findFirst().orElseThrow();
      var bright = new boolean[400];
      for (int i = 0; i < 400; i++) {
        bright[i] = levels[i] > usual;
      }
      brighter =
          new Directions(bundle.sha256()).fromLabels("brighter", sampler.codes(requests), bright);
    }
    draw(bundle, "faces-brighter", List.of(brighter));
    try (var darker = face(bundle, brighter, -3);
        var plain = face(bundle, brighter, 0);
        var moved = face(bundle, brighter, 3)) {
      assertThat(level(darker)).isLessThan(level(plain));
      assertThat(level(moved)).isGreaterThan(level(plain));
    }
  }

  @Test
  void digitsLieOnTheArcFromDigitToDigit() {
    var bundle = ModelBundle.open(SharedBundles.digitDecoder(folder));
    var requests = IntStream.range(0, 8).mapToObj(i -> new SampleRequest("way", i, 3)).toList();
    var made = new ArrayList<Image>();
    for (double part : new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}) {
      var change = new LatentEdit.Interpolate(Range.fixed(part), LatentInterpolation.SLERP);
      var draw = new LatentDraw(OptionalDouble.empty(), change);
      try (var sampler = LatentSampler.open(bundle, COMPUTE, draw)) {
        assertThat(sampler.codes(requests)).allMatch(z -> z.norm() > 2 && z.norm() < 7);
        sampler.sample(requests).forEach(sample -> made.add(sample.image()));
      }
    }
    Sheets.write("digits-slerp", 8, made);
    made.forEach(Image::close);
  }

  private ModelBundle autoencoder() {
    return ModelBundle.open(SharedBundles.autoencoder(folder.resolve("autoencoder")));
  }

  private static void draw(ModelBundle bundle, String sheet, List<Direction> directions) {
    var strip = new ArrayList<Image>();
    for (var direction : directions) {
      for (int amount = -3; amount <= 3; amount++) {
        strip.add(face(bundle, direction, amount));
      }
    }
    Sheets.write(sheet, 7, strip);
    strip.forEach(Image::close);
  }

  private static Image face(ModelBundle bundle, Direction direction, double amount) {
    var change = new LatentEdit.Edit(direction, Range.fixed(amount));
    var draw = new LatentDraw(OptionalDouble.empty(), change);
    try (var sampler = LatentSampler.open(bundle, COMPUTE, draw)) {
      return sampler.sample(List.of(new SampleRequest("drawn", 7, 42))).get(0).image();
    }
  }

  private static List<Image> photos(int count) throws IOException {
    try (var files = Files.list(Shared.path("data/photos"))) {
      var photos = new ArrayList<Image>();
      for (var file : files.sorted().limit(count).toList()) {
        photos.add(new ImageCodec().decode(Files.readAllBytes(file)));
      }
      return photos;
    }
  }

  private static double level(Image image) {
    double sum = 0;
    for (float fraction : UnitFloats.of(image)) {
      sum += fraction;
    }
    return sum;
  }

  private static double psnr(Image a, Image b) {
    var first = UnitFloats.of(a);
    var second = UnitFloats.of(b);
    double error = 0;
    for (int i = 0; i < first.length; i++) {
      error += (first[i] - second[i]) * (double) (first[i] - second[i]);
    }
    return 10 * Math.log10(first.length / error);
  }
}
