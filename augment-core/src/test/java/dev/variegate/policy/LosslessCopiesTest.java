package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.JpegFiles;
import dev.variegate.codec.SourceImage;
import dev.variegate.form.Step;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Fixtures;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Grayscale;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Dihedral;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Transpose;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.recipe.Recipe;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessCopiesTest {

  private static final ImageCodec CODEC = new ImageCodec();

  /** Whole blocks of 16x16 in every direction. */
  private static final byte[] JPEG = jpeg(160, 96, 3, 0x221111);

  private static final Step MIRROR = new Flip.At(Flip.Axis.HORIZONTAL);
  private static final Step UPSIDE_DOWN = new Flip.At(Flip.Axis.VERTICAL);
  private static final JpegOptions LOSSLESS = new JpegOptions(false, true);

  private static byte[] jpeg(int width, int height, int channels, int factors, int... more) {
    var parameters = IntStream.builder();
    parameters.add(IMWRITE_JPEG_QUALITY).add(92);
    parameters.add(IMWRITE_JPEG_SAMPLING_FACTOR).add(factors);
    IntStream.of(more).forEach(parameters::add);
    try (var image = JpegFiles.noisy(width, height, channels)) {
      return JpegFiles.encoded(image, parameters.build().toArray());
    }
  }

  private static byte[] oriented(byte[] jpeg, int orientation) {
    var exif =
        Fixtures.concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), Fixtures.exif(orientation));
    return Fixtures.withJpegSegment(jpeg, 0xe1, exif);
  }

  private static Optional<byte[]> transformed(byte[] jpeg, Step... steps) {
    try (var source = new SourceImage(jpeg, CODEC)) {
      return new Recipe(List.of(steps)).transform(source);
    }
  }

  /** The same steps on samples. */
  private static Image applied(byte[] jpeg, Step... steps) {
    try (var source = new SourceImage(jpeg, CODEC)) {
      return new Recipe(List.of(steps)).apply(source);
    }
  }

  private static int largestDifference(Image first, Image second) {
    assertThat(first.size()).isEqualTo(second.size());
    var one = first.toBytes();
    var other = second.toBytes();
    assertThat(one).hasSameSizeAs(other);
    return IntStream.range(0, one.length)
        .map(i -> Math.abs(Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i])))
        .max()
        .orElseThrow();
  }

  /** Scaled up, colors round otherwise from the other side, and have no neighbors beyond a crop. */
  private static void assertSame(byte[] jpeg, Step... steps) {
    var file = transformed(jpeg, steps);
    assertThat(file).isPresent();
    try (var made = CODEC.decode(file.get());
        var expected = applied(jpeg, steps)) {
      assertThat(largestDifference(made, expected)).isLessThanOrEqualTo(8);
    }
  }

  static Stream<Arguments> everyOrientationAndSubsampling() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(
            orientation ->
                Stream.of(0x111111, 0x211111, 0x121111, 0x221111, 0)
                    .map(factors -> Arguments.of(orientation, factors)));
  }

  @ParameterizedTest
  @MethodSource("everyOrientationAndSubsampling")
  void showWhatTheirStepsShow(int orientation, int factors) {
    var jpeg =
        oriented(jpeg(160, 96, factors == 0 ? 1 : 3, Math.max(factors, 0x111111)), orientation);
    for (int turns = 0; turns < 4; turns++) {
      for (var mirror : Dihedral.Mirror.values()) {
        var symmetry = new Dihedral.At(turns, mirror);
        assertSame(jpeg, symmetry);
        assertSame(jpeg, new Crop.At(16, 32, 48, 64), symmetry);
        assertSame(jpeg, symmetry, new Crop.At(32, 16, 64, 48));
        assertSame(jpeg, symmetry, new Grayscale.At(), new Crop.At(16, 16, 32, 48));
      }
    }
    assertSame(jpeg, new Transpose.At());
  }

  @Test
  void loseNothingHoweverOftenTheyAreTurned() {
    var first = transformed(JPEG, MIRROR, MIRROR).orElseThrow();
    var turned = first;
    for (int i = 0; i < 4; i++) {
      turned = transformed(turned, new Rotate90.At(1)).orElseThrow();
      assertThat(Arrays.equals(turned, first)).isEqualTo(i == 3);
    }
    var back = transformed(transformed(first, MIRROR).orElseThrow(), MIRROR).orElseThrow();
    assertThat(back).isEqualTo(first);
    try (var once = CODEC.decode(JPEG);
        var again = CODEC.decode(first)) {
      assertThat(again.toBytes()).isEqualTo(once.toBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16, 32, 30, 50, true", // the far sides of a window need no border
    "8, 32, 30, 50, false",
    "16, 30, 30, 50, false"
  })
  void beginAtBordersOfBlocks(int x, int y, int width, int height, boolean can) {
    assertThat(transformed(JPEG, new Crop.At(x, y, width, height)).isPresent()).isEqualTo(can);
    if (can) {
      assertSame(JPEG, new Crop.At(x, y, width, height));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 32, 38, 50, true", // ends at 48
    "16, 32, 38, 50, false"
  })
  void beginAtTheFarBorderWhereTheyAreMirrored(int x, int y, int width, int height, boolean can) {
    var crop = new Crop.At(x, y, width, height);
    assertThat(transformed(JPEG, crop, MIRROR).isPresent()).isEqualTo(can);
    if (can) {
      assertSame(JPEG, crop, MIRROR);
      assertSame(JPEG, new Crop.At(16, 14, width, 50), UPSIDE_DOWN);
      var transverse = new Dihedral.At(3, Dihedral.Mirror.YES);
      assertSame(JPEG, new Crop.At(10, 14, width, 50), transverse);
    }
  }

  @Test
  void ofSidesWithoutWholeBlocksAreMirroredOnlyWhereTheRestIsCutOff() {
    var odd = jpeg(157, 91, 3, 0x221111);
    assertThat(transformed(odd, MIRROR)).isEmpty();
    assertThat(transformed(odd, UPSIDE_DOWN)).isEmpty();
    assertThat(transformed(odd, new Rotate90.At(1))).isEmpty();
    assertSame(odd, new Transpose.At());
    assertSame(odd, new Crop.At(0, 0, 144, 91), MIRROR);
    assertSame(odd, new Crop.At(3, 0, 141, 80), new Rotate90.At(2));
  }

  @Test
  void ofGrayBlocksBeginAtEveryEighthPixelWhateverTheFileSaysOfSampling() {
    assertSame(jpeg(152, 88, 1, 0x221111), new Crop.At(8, 24, 40, 40), MIRROR);
  }

  @Test
  void withoutColorsHaveThreeEqualChannels() {
    var gray = transformed(JPEG, new Grayscale.At()).orElseThrow();
    try (var image = CODEC.decode(gray)) {
      assertThat(image.channels()).isEqualTo(3);
      var samples = image.toBytes();
      assertThat(IntStream.range(0, samples.length / 3))
          .allMatch(
              i -> samples[3 * i] == samples[3 * i + 1] && samples[3 * i] == samples[3 * i + 2]);
    }
    assertThat(gray.length).isLessThan(JPEG.length);
  }

  /** Coefficients are not read for what the header tells already. */
  @Test
  void ofWindowsThatDoNotFitLeaveTheFileUnread() {
    var unreadable = JPEG.clone();
    Arrays.fill(unreadable, unreadable.length / 2, unreadable.length - 2, (byte) 0xff);
    assertThat(transformed(unreadable, new Crop.At(8, 0, 32, 32))).isEmpty();
    assertThat(transformed(JPEG, new Crop.At(144, 80, 16, 16))).isPresent();
  }

  @Test
  void areNotMadeOfStepsThatTouchSamples() {
    assertThat(transformed(JPEG, MIRROR, new Brightness.At(1.2))).isEmpty();
  }

  @Test
  void areNotMadeOfOtherFilesNorOfDamagedOnes() {
    try (var image = JpegFiles.noisy(160, 96, 3)) {
      assertThat(transformed(CODEC.encode(image, Encoding.parse("png")), MIRROR)).isEmpty();
    }
    assertThat(transformed(Fixtures.read("cmyk.jpg"))).isEmpty();
    var damaged = JPEG.clone();
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 6, (byte) 0xff);
    assertThat(transformed(damaged, MIRROR)).isEmpty();
    var progressive = jpeg(160, 96, 3, 0x221111, IMWRITE_JPEG_PROGRESSIVE, 1);
    assertSame(progressive, MIRROR);
  }

  private static final Policy POLICY =
      PolicyFile.read(
          """
          name: test
          steps:
            - flip: {axis: horizontal}
              probability: 0.5
            - rotate90
            - brightness: {factor: [0.6, 1.4]}
              probability: 0.4
          """,
          "the test");

  private static PolicyAugmenter augmenter(String encoding) {
    return new PolicyAugmenter(POLICY, 42, Optional.of(Encoding.parse(encoding)), CODEC);
  }

  private static boolean isLossless(EncodedSample copy) {
    return copy.lineage().steps().startsWith("[{\"lossless-jpeg\":{}}");
  }

  @Test
  void ofAPolicyAreThoseThatCanBe() {
    var plain = augmenter("jpeg:80");
    var lossless = plain.with(LOSSLESS);
    var made = lossless.expand(JPEG, "cat", 1, 40);
    var expected = plain.expand(JPEG, "cat", 1, 40);
    assertThat(made.stream().filter(LosslessCopiesTest::isLossless).count()).isBetween(12L, 36L);
    for (int i = 0; i < made.size(); i++) {
      var copy = made.get(i);
      var other = expected.get(i);
      assertThat(isLossless(copy)).isEqualTo(!other.lineage().steps().contains("brightness"));
      if (isLossless(copy)) {
        assertThat(
                copy.lineage()
                    .steps()
                    .replace("{\"lossless-jpeg\":{}},", "")
                    .replace("{\"lossless-jpeg\":{}}", ""))
            .isEqualTo(other.lineage().steps());
        assertThat(copy.encoded()).isNotEqualTo(other.encoded());
      } else {
        assertThat(copy.encoded()).isEqualTo(other.encoded());
        assertThat(copy.lineage()).isEqualTo(other.lineage());
      }
      var lineage = Lineage.fromJson(copy.lineage().json());
      assertThat(plain.replay(JPEG, lineage).encoded()).isEqualTo(copy.encoded());
      assertThat(lossless.expand(JPEG, "cat", i + 1, 1).get(0).encoded()).isEqualTo(copy.encoded());
    }
  }

  @Test
  void keepTheirLabels() {
    var box = new LabeledShape<>(new Box(10, 20, 60, 50, 0), "cat");
    var labels = new Labels(List.of(box), List.of(), List.of());
    var given = new Annotations(new Size(160, 96), List.of(), labels);
    var plain = augmenter("jpeg:80");
    var made = plain.with(LOSSLESS).expand(JPEG, given, new LabelRules(), "cat", 1, 9);
    var expected = plain.expand(JPEG, given, new LabelRules(), "cat", 1, 9);
    for (int i = 0; i < made.size(); i++) {
      var annotations = made.get(i).annotations().orElseThrow();
      assertThat(annotations.labels()).isEqualTo(expected.get(i).annotations().get().labels());
      assertThat(annotations.size()).isEqualTo(expected.get(i).annotations().get().size());
    }
  }

  @Test
  void keepTheirColorProfileOrAreConvertedByIt() {
    var icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    var profile = ColorProfile.of(icc);
    byte[] linear;
    try (var image = JpegFiles.noisy(160, 96, 3)) {
      linear = CODEC.encode(image, Encoding.parse("jpeg:90"), profile);
    }
    var made = transformed(oriented(linear, 6)).orElseThrow();
    assertThat(CODEC.profile(made).orElseThrow().bytes()).isEqualTo(icc);
    assertThat(CODEC.header(made).orientation()).isEqualTo(1);
    assertThat(CODEC.header(made).orientedSize()).isEqualTo(new Size(96, 160));
    try (var dropping = new SourceImage(linear, CODEC.with(ColorProfiles.DROP));
        var converting = new SourceImage(linear, CODEC.with(ColorProfiles.SRGB))) {
      var recipe = new Recipe(List.of(MIRROR));
      assertThat(CODEC.profile(recipe.transform(dropping).orElseThrow())).isEmpty();
      assertThat(recipe.transform(converting)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "webp:80"})
  void areJpegs(String encoding) {
    var copies = augmenter(encoding).with(LOSSLESS).expand(JPEG, "cat", 1, 10);
    assertThat(copies).noneMatch(LosslessCopiesTest::isLossless);
    assertThat(copies.get(0).encoded())
        .isEqualTo(augmenter(encoding).expand(JPEG, "cat", 1, 1).get(0).encoded());
  }

  @Test
  void areReplayedOfTheirOwnSourceAlone() {
    var recipe = new Recipe(List.of(MIRROR)).onCoefficients();
    assertThat(recipe.json())
        .isEqualTo("[{\"lossless-jpeg\":{}},{\"flip\":{\"axis\":\"horizontal\"}}]");
    assertThat(Recipe.fromJson(recipe.json(), "test")).isEqualTo(recipe);
    try (var image = JpegFiles.noisy(9, 9, 3);
        var odd = new SourceImage(jpeg(157, 96, 3, 0x221111), CODEC)) {
      assertThatThrownBy(() -> recipe.apply(image))
          .hasMessage(
              "Recipe is for the coefficients of a JPEG but is given a decoded image; give it the encoded source");
      assertThatThrownBy(() -> recipe.apply(odd))
          .hasMessage(
              "Steps are for the coefficients of a JPEG but cannot be made without loss of this image of 157x96; give the source that they were drawn for");
    }
    assertThatThrownBy(() -> Recipe.fromJson("[{\"lossless-jpeg\":{\"scale\":3}}]", "row 3"))
        .hasMessageContaining("lossless-jpeg");
  }
}
