package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Range;
import dev.variegate.testing.StyleModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArbitraryStyleTest {

  private static final StyleMixing WHOLE = StylePreset.GEIRHOS.mixing();
  private static final StyleFraming SMALL = new StyleFraming(Fit.AUTO, 64, 8);

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }

  @Test
  void aWholeStyleHasTheMeanAndDeviationOfItsImage() {
    var photo = photo(12, 8, 3);
    var made = made(generator(WHOLE, stripes()), photo);
    var bytes = made.toBytes();
    for (int channel = 0; channel < 3; channel++) {
      assertThat(mean(bytes, channel)).isBetween(148.0, 152.0);
      assertThat(deviation(bytes, channel)).isBetween(48.0, 52.0);
    }
  }

  @Test
  void noStrengthIsTheImageAsTheNetworksSeeIt() {
    var photo = photo(11, 7, 3); // no multiples of 4: mirrored and cut again
    var made = made(generator(WHOLE.withStrength(Range.fixed(0)), stripes()), photo);
    assertThat(made.sameSamples(photo)).isTrue();
  }

  @Test
  void halfTheStrengthLiesInTheMiddle() {
    var photo = photo(8, 8, 3);
    var whole = made(generator(WHOLE, stripes()), photo).toBytes();
    var half = made(generator(WHOLE.withStrength(Range.fixed(0.5)), stripes()), photo).toBytes();
    var none = photo.toBytes();
    for (int i = 0; i < half.length; i++) {
      double middle = (level(whole[i]) + level(none[i])) / 2.0;
      if (level(whole[i]) > 0 && level(whole[i]) < 255) { // else it was clipped
        assertThat((double) level(half[i])).isBetween(middle - 1.01, middle + 1.01);
      }
    }
  }

  @Test
  void aDecoderWithoutStrengthGetsAWeakerStyle() {
    var photo = photo(8, 8, 3);
    var mixing = WHOLE.withStrength(Range.fixed(0.4));
    var taking = made(generator(mixing, stripes()), photo).toBytes();
    var other =
        opened(StyleModels.stylizerWithoutStrength(folder.resolve("other")), mixing, stripes());
    var lacking = made(other, photo).toBytes();
    for (int i = 0; i < taking.length; i++) {
      assertThat(Math.abs(level(taking[i]) - level(lacking[i]))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void mixedStylesLieBetweenThem() {
    var photo = photo(8, 8, 3);
    var mixed = generator(WHOLE.withStyles(2), stripes(), gray(40));
    var sample = mixed.make(List.of(Requests.of(photo, "key"))).get(0);
    open.add(sample);
    // Mean 150 with deviation 50, and mean 40 with none, by fractions that the lineage holds.
    double fraction = fraction(sample.lineage().steps(), "stripes");
    var bytes = sample.image().toBytes();
    assertThat(fraction).isBetween(0.01, 0.99);
    assertThat(mean(bytes, 1)).isBetween(fraction * 110 + 38, fraction * 110 + 42);
    assertThat(deviation(bytes, 1)).isBetween(fraction * 50 - 2, fraction * 50 + 2);
  }

  @Test
  void theLineageNamesStylesFractionsAndStrength() {
    var sample =
        generator(WHOLE, stripes()).make(List.of(Requests.of(photo(8, 8, 3), "key"))).get(0);
    open.add(sample);
    assertThat(sample.lineage().method()).isEqualTo("style-transfer");
    assertThat(sample.lineage().model()).isEqualTo("tiny-style");
    assertThat(sample.lineage().license()).isEqualTo("Apache-2.0");
    assertThat(sample.lineage().steps())
        .isEqualTo(
            "[{\"style-transfer\":{\"styles\":[{\"name\":\"stripes\",\"weight\":1.0,\"sha256\":\"%s\"}],\"strength\":1.0,\"preserveColor\":\"none\",\"preset\":\"geirhos\"}}]"
                .formatted(Sha256.hex(stripes().content().get())));
  }

  @Test
  void aCopyThatIsNotPaintedIsTheImageItself() {
    var photo = photo(9, 5, 4);
    var sample =
        generator(WHOLE.withProbability(0), stripes())
            .make(List.of(Requests.of(photo, "key")))
            .get(0);
    open.add(sample);
    assertThat(sample.image().sameSamples(photo)).isTrue();
    assertThat(sample.lineage().model()).isEmpty();
    assertThat(sample.lineage().steps())
        .isEqualTo(
            "[{\"style-transfer\":{\"styles\":[],\"strength\":0.0,\"preserveColor\":\"none\",\"preset\":\"geirhos\"}}]");
  }

  @Test
  void theStyleThatARowBringsIsTaken() {
    var photo = photo(8, 8, 3);
    var brought = new ImageCodec().decode(gray(40).content().get());
    open.add(brought);
    var request = new ImageRequest(photo, "", new DrawKey(7, "key", 1), Optional.of(brought));
    var sample = generator(WHOLE, stripes()).make(List.of(request)).get(0);
    open.add(sample);
    assertThat(mean(sample.image().toBytes(), 0)).isEqualTo(40);
    assertThat(sample.lineage().steps()).contains("\"name\":\"companion\"");
  }

  @Test
  void neighborsChangeNothing() {
    var images = List.of(photo(8, 8, 3), photo(16, 4, 3), photo(5, 9, 1));
    var mixing = StylePreset.CUSTOM.mixing().withStyles(2);
    var together = new ArrayList<ImageRequest>();
    for (int i = 0; i < images.size(); i++) {
      together.add(Requests.of(images.get(i), "k" + i));
    }
    var generator = generator(mixing, stripes(), gray(40), gray(90));
    var all = generator.make(together);
    open.addAll(all);
    for (int i = images.size() - 1; i >= 0; i--) {
      var alone =
          generator(mixing, stripes(), gray(40), gray(90)).make(List.of(together.get(i))).get(0);
      open.add(alone);
      assertThat(alone.image().sameSamples(all.get(i).image())).isTrue();
      assertThat(alone.lineage()).isEqualTo(all.get(i).lineage());
    }
  }

  @Test
  void grayImagesTurnToColorsAndAlphaStays() {
    assertThat(made(generator(WHOLE, stripes()), photo(8, 8, 1)).channels()).isEqualTo(3);
    var clear = photo(8, 8, 4);
    var made = made(generator(WHOLE, stripes()), clear).toBytes();
    var source = clear.toBytes();
    for (int i = 3; i < source.length; i += 4) {
      assertThat(made[i]).isEqualTo(source[i]);
    }
  }

  @Test
  void aLargeImageIsPaintedSmallerAndKeepsItsSize() {
    var photo = photo(150, 90, 3);
    assertThat(made(generator(WHOLE, stripes()), photo).size()).isEqualTo(photo.size());
    assertThat(SMALL.painted(photo.size())).hasToString("64x38");
  }

  @Test
  void colorsAreKeptAsAsked() {
    var photo = tinted();
    var luminance =
        made(generator(WHOLE.withColors(ColorPreservationMode.LUMINANCE), gray(90)), photo);
    // Painted all gray 90: the photo's hue at that brightness.
    var bytes = luminance.toBytes();
    assertThat(mean(bytes, 0) - mean(bytes, 2)).isBetween(55.0, 65.0);
    assertThat(0.299 * mean(bytes, 0) + 0.587 * mean(bytes, 1) + 0.114 * mean(bytes, 2))
        .isBetween(89.0, 91.0);
    var histogram =
        made(generator(WHOLE.withColors(ColorPreservationMode.HISTOGRAM), stripes()), photo);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(mean(histogram.toBytes(), channel))
          .isBetween(mean(photo.toBytes(), channel) - 2, mean(photo.toBytes(), channel) + 2);
    }
  }

  @Test
  void aStyleThatCannotBeReadIsNamed() {
    var broken =
        new ReferenceImage("torn.jpg", 1, () -> "no image".getBytes(StandardCharsets.UTF_8));
    var generator = generator(WHOLE, broken);
    assertThatThrownBy(() -> generator.make(List.of(Requests.of(photo(8, 8, 3), "key"))))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Style image torn.jpg cannot be used: ")
        .hasMessageEndingWith("; remove it from the styles");
  }

  @Test
  void refusesAnImageForWhichNoStyleIsGiven() {
    var generator = generator(WHOLE);
    assertThatThrownBy(() -> generator.make(List.of(Requests.of(photo(8, 8, 3), "key"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Image comes without a style, and none is given for all; fill the column of styles, or name images to draw from");
  }

  @Test
  void refusesModelsThatDoNotStylize() {
    var bundle = ModelBundle.open(StyleModels.negative(folder.resolve("negative")));
    assertThatThrownBy(
            () -> ArbitraryStyle.open(bundle, ComputeOptions.threads(1), SMALL, WHOLE, List.of()))
        .hasMessage(
            "Model negative 1.0.0 is asked for \"stylize\" but offers [translate]; take a model that can");
  }

  @Test
  void refusesAWeightThatIsNone() {
    assertThatThrownBy(() -> new ReferenceImage("a", 0, () -> new byte[0]))
        .hasMessage("Weight of \"a\" is 0.0 but must be above 0 and finite; leave it out instead");
  }

  private ArbitraryStyle generator(StyleMixing mixing, ReferenceImage... styles) {
    return opened(StyleModels.stylizer(folder.resolve("stylizer")), mixing, styles);
  }

  private ArbitraryStyle opened(Path bundle, StyleMixing mixing, ReferenceImage... styles) {
    var generator =
        ArbitraryStyle.open(
            ModelBundle.open(bundle), ComputeOptions.threads(1), SMALL, mixing, List.of(styles));
    open.add(generator);
    return generator;
  }

  private Image made(ImageGenerator generator, Image image) {
    var made = Requests.remade(generator, image);
    open.add(made);
    return made;
  }

  private Image photo(int width, int height, int channels) {
    var photo = Requests.image(width, height, channels);
    open.add(photo);
    return photo;
  }

  /** Red from 100 to 131, blue 60 below. */
  private Image tinted() {
    var samples = new byte[8 * 8 * 3];
    for (int i = 0; i < 64; i++) {
      samples[3 * i] = (byte) (100 + i / 2);
      samples[3 * i + 1] = (byte) (70 + i / 3);
      samples[3 * i + 2] = (byte) (40 + i / 2);
    }
    var image = Image.ofBytes(8, 8, 3, samples);
    open.add(image);
    return image;
  }

  /** Mean 150, deviation 50, in every channel. */
  private static ReferenceImage stripes() {
    var samples = new byte[8 * 8];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i / 8 % 2 == 0 ? 100 : 200);
    }
    return style("stripes", samples);
  }

  private static ReferenceImage gray(int level) {
    var samples = new byte[64];
    Arrays.fill(samples, (byte) level);
    return style("gray " + level, samples);
  }

  private static ReferenceImage style(String name, byte[] samples) {
    try (var image = Image.ofBytes(8, 8, 1, samples)) {
      var bytes = new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
      return new ReferenceImage(name, 1, () -> bytes);
    }
  }

  /** What the lineage says of one style. */
  private static double fraction(String steps, String name) {
    var start = steps.indexOf("\"weight\":", steps.indexOf(name)) + "\"weight\":".length();
    return Double.parseDouble(steps.substring(start, steps.indexOf(',', start)));
  }

  private static int level(byte sample) {
    return Byte.toUnsignedInt(sample);
  }

  private static double mean(byte[] rgb, int channel) {
    double sum = 0;
    for (int i = channel; i < rgb.length; i += 3) {
      sum += level(rgb[i]);
    }
    return sum * 3 / rgb.length;
  }

  private static double deviation(byte[] rgb, int channel) {
    double mean = mean(rgb, channel);
    double sum = 0;
    for (int i = channel; i < rgb.length; i += 3) {
      sum += (level(rgb[i]) - mean) * (level(rgb[i]) - mean);
    }
    return Math.sqrt(sum * 3 / rgb.length);
  }
}
