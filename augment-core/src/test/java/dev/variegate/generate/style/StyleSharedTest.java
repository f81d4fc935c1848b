package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.FeatureMap.Part;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.pixel.NetworkColors;
import dev.variegate.pixel.YCbCr;
import dev.variegate.random.Range;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.StyleBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos in the styles of paintings and of published networks; sheets to look at in target. */
@NeedsShared
class StyleSharedTest {

  private static final ComputeOptions ONE = ComputeOptions.threads(1);
  private static final StyleMixing WHOLE = StylePreset.GEIRHOS.mixing();
  private static final Path SHEETS = Path.of("target/style");

  @TempDir Path folder;

  private final ImageCodec codec = new ImageCodec();
  private final List<Image> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Image::close);
  }

  @Test
  void paintingsOfFourSchoolsLendTheirStyle() throws IOException {
    var bundle = ModelBundle.open(StyleBundles.adain(folder));
    var sheet = new ArrayList<Image>();
    for (var school : List.of("monet/00001", "vangogh/00001", "ukiyoe/00005", "cezanne/00011")) {
      var style = ReferenceImage.file(painting(school));
      var painting = read(painting(school));
      sheet.add(painting);
      try (var generator =
          ArbitraryStyle.open(bundle, ONE, StyleFraming.AUTO, WHOLE, List.of(style))) {
        for (int number : new int[] {0, 6}) {
          var photo = photo(number);
          var made = made(generator, photo);
          sheet.addAll(List.of(photo, made));
          assertThat(colorGap(made, painting)).as(school).isLessThan(colorGap(photo, painting));
        }
      }
    }
    write("schools.png", sheet, 5);
  }

  @Test
  void strengthsAndBlendsLieBetweenTheirEnds() throws IOException {
    var bundle = ModelBundle.open(StyleBundles.adain(folder));
    var photo = photo(6);
    var sheet = new ArrayList<Image>();
    try (var network = StyleNetworks.open(bundle, ONE);
        var one = StyleFraming.AUTO.styled(read(painting("vangogh/00001")), network);
        var two = StyleFraming.AUTO.styled(read(painting("ukiyoe/00005")), network)) {
      var content = network.encode(photo);
      var first = network.encode(one);
      var second = network.encode(two);
      for (double strength : new double[] {0, 0.25, 0.5, 0.75, 1}) {
        sheet.add(kept(network.paint(content, first, strength, photo.size()), photo));
      }
      for (double fraction : new double[] {0, 0.25, 0.5, 0.75, 1}) {
        var blend =
            FeatureMap.mixed(List.of(new Part(first, 1 - fraction), new Part(second, fraction)));
        sheet.add(kept(network.paint(content, blend, 1, photo.size()), photo));
      }
    }
    write("strengths.png", sheet, 5);
    for (int i = 1; i < 5; i++) {
      assertThat(gap(sheet.get(i), photo)).isGreaterThan(gap(sheet.get(i - 1), photo));
      assertThat(gap(sheet.get(5 + i), sheet.get(9)))
          .isLessThan(gap(sheet.get(4 + i), sheet.get(9)));
    }
    assertThat(sheet.get(5).sameSamples(sheet.get(4))).isTrue();
    assertThat(gap(sheet.get(0), photo)).isLessThan(gap(sheet.get(4), photo) * 0.7);
  }

  @Test
  void colorsStayWhereTheyAreToBeKept() throws IOException {
    var bundle = ModelBundle.open(StyleBundles.adain(folder));
    var photo = photo(6);
    var sheet = new ArrayList<>(List.of(photo));
    for (var colors : ColorPreservationMode.values()) {
      try (var generator =
          ArbitraryStyle.open(
              bundle,
              ONE,
              StyleFraming.AUTO,
              WHOLE.withColors(colors),
              List.of(ReferenceImage.file(painting("vangogh/00001"))))) {
        sheet.add(made(generator, photo));
      }
    }
    write("colors.png", sheet, 4);
    double taken = castGap(sheet.get(1), photo);
    assertThat(castGap(sheet.get(2), photo)).isLessThan(taken / 3);
    assertThat(castGap(sheet.get(3), photo)).isLessThan(taken / 3);
    assertThat(chromaGap(sheet.get(2), photo)).isLessThan(chromaGap(sheet.get(1), photo) / 3);
  }

  @Test
  void publishedNetworksOfOneStylePaintInIt() throws IOException {
    var photo = photo(6);
    var sheet = new ArrayList<Image>();
    for (var style : List.of("mosaic-256", "candy-256", "rain-princess-128", "udnie-128")) {
      var bundle = ModelBundle.open(StyleBundles.fixed(folder, style), Licensing.ANY);
      var models = List.of(new FixedStyles.Weighted(bundle, 1));
      for (double strength : new double[] {0, 0.5, 1}) {
        var mixing = WHOLE.withStrength(Range.fixed(strength));
        try (var generator = FixedStyles.open(models, ONE, Framing.AUTO, mixing)) {
          sheet.add(made(generator, photo));
        }
      }
      int last = sheet.size() - 1;
      assertThat(sheet.get(last - 2).sameSamples(photo)).isTrue();
      assertThat(gap(sheet.get(last), photo)).isGreaterThan(25);
      assertThat(gap(sheet.get(last - 1), photo))
          .isBetween(gap(sheet.get(last), photo) * 0.45, gap(sheet.get(last), photo) * 0.55);
    }
    write("fixed.png", sheet, 3);
  }

  private Image made(ImageGenerator generator, Image image) {
    var made = Requests.remade(generator, image);
    open.add(made);
    return made;
  }

  private Image kept(Image made, Image source) {
    try (made) {
      var result = NetworkColors.AS_MADE.leaving(made, source);
      open.add(result);
      return result;
    }
  }

  private Image photo(int index) throws IOException {
    try (var files = Files.list(Shared.path("data/photos"))) {
      return read(files.sorted().skip(index).findFirst().orElseThrow());
    }
  }

  private static Path painting(String name) {
    return Shared.path("data/paintings/" + name + ".jpg");
  }

  private Image read(Path file) throws IOException {
    var image = codec.decode(Files.readAllBytes(file));
    open.add(image);
    return image;
  }

  /** Mean difference of samples. */
  private static double gap(Image one, Image two) {
    var left = one.toBytes();
    var right = two.toBytes();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(left[i]) - Byte.toUnsignedInt(right[i]));
    }
    return sum / left.length;
  }

  /** How far the means of the three colors are apart. */
  private static double colorGap(Image one, Image two) {
    double sum = 0;
    for (int channel = 0; channel < 3; channel++) {
      sum += Math.abs(mean(one, channel) - mean(two, channel));
    }
    return sum;
  }

  /** The same of what distinguishes them from gray: red and blue against green. */
  private static double castGap(Image one, Image two) {
    double sum = 0;
    for (int channel : new int[] {0, 2}) {
      double first = mean(one, channel) - mean(one, 1);
      sum += Math.abs(first - mean(two, channel) + mean(two, 1));
    }
    return sum;
  }

  private static double mean(Image image, int channel) {
    var samples = image.toBytes();
    double sum = 0;
    for (int i = channel; i < samples.length; i += 3) {
      sum += Byte.toUnsignedInt(samples[i]);
    }
    return sum * 3 / samples.length;
  }

  /** Mean difference of the color differences, in 8-bit steps. */
  private static double chromaGap(Image one, Image two) {
    try (var left = YCbCr.of(one);
        var right = YCbCr.of(two)) {
      var a = left.cb().toFloats();
      var b = right.cb().toFloats();
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += Math.abs(a[i] - b[i]);
      }
      return 255 * sum / a.length;
    }
  }

  /** Lays images of 256x256 side by side. */
  private void write(String name, List<Image> images, int columns) throws IOException {
    var cell = new Size(256, 256);
    int rows = (images.size() + columns - 1) / columns;
    var samples = new byte[rows * columns * 256 * 256 * 3];
    for (int i = 0; i < images.size(); i++) {
      assertThat(images.get(i).size()).isEqualTo(cell);
      var from = images.get(i).toBytes();
      for (int y = 0; y < 256; y++) {
        int to = (((i / columns) * 256 + y) * columns + i % columns) * 256 * 3;
        System.arraycopy(from, y * 256 * 3, samples, to, 256 * 3);
      }
    }
    try (var sheet = Image.ofBytes(columns * 256, rows * 256, 3, samples)) {
      Files.createDirectories(SHEETS);
      Files.write(SHEETS.resolve(name), codec.encode(sheet, Encoding.of(ImageFormat.PNG)));
    }
  }
}
