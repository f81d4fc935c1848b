package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ColorProfiles;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.form.Step;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Border;
import dev.variegate.image.Fixtures;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.op.geometric.RandomResizedCrop;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.quality.Psnr;
import dev.variegate.recipe.Decoding;
import dev.variegate.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedCopiesTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final Comparison RGB = new Comparison(Channel.RGB, 0);

  private static final Policy POLICY =
      PolicyFile.read(
          """
          name: test
          steps:
            - random-resized-crop: {width: 32, height: 24, area: [0.2, 1]}
            - flip: {axis: horizontal}
              probability: 0.5
            - rotate: {degrees: [-15, 15]}
            - brightness: {factor: [0.6, 1.4]}
          """,
          "the test");
  private static final PolicyAugmenter FULL =
      new PolicyAugmenter(POLICY, 42, Optional.of(Encoding.parse("png")), CODEC);
  private static final PolicyAugmenter REDUCING = FULL.with(new JpegOptions(true, false));
  private static final byte[] PHOTOGRAPH = jpeg(SyntheticImages.photograph(3));
  private static final List<byte[]> WAVES =
      List.of(jpeg(SyntheticImages.waves(1)), jpeg(SyntheticImages.waves(3)));

  private static byte[] jpeg(Image image) {
    try (image) {
      return CODEC.encode(image, Encoding.parse("jpeg:95"));
    }
  }

  private static byte[] oriented(byte[] jpeg, int orientation) {
    var exif =
        Fixtures.concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), Fixtures.exif(orientation));
    return Fixtures.withJpegSegment(jpeg, 0xe1, exif);
  }

  /** How near a copy from the reduced source comes to one from the whole source, in decibels. */
  private static double nearness(byte[] jpeg, int scale, Step... steps) {
    try (var source = new SourceImage(jpeg, CODEC)) {
      var recipe = new Recipe(List.of(steps)).reducing(source);
      assertThat(recipe.decoding().scale()).isEqualTo(scale);
      try (var whole = new Recipe(List.of(steps)).apply(source);
          var reduced = recipe.apply(source)) {
        return Psnr.of(whole, reduced, RGB);
      }
    }
  }

  static Stream<Arguments> everyOrientationAndScale() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(turn -> Stream.of(2, 4, 8).map(scale -> Arguments.of(turn, scale)));
  }

  @ParameterizedTest
  @MethodSource("everyOrientationAndScale")
  void everyPixelStaysInItsPlace(int orientation, int scale) {
    int side = 301 / scale;
    int window = 240 / scale;
    for (var waves : WAVES) { // gray and color
      var jpeg = oriented(waves, orientation);
      var all = new Resize.At(side, side, Interpolation.BILINEAR);
      assertThat(nearness(jpeg, scale, all)).as("all").isGreaterThan(40);
      var part = new RandomResizedCrop.At(37, 41, 240, 240, window, window, Interpolation.BILINEAR);
      assertThat(nearness(jpeg, scale, part)).as("part").isGreaterThan(40);
      var turn = new Rotate.At(20, Interpolation.BILINEAR, Border.REPLICATE, 0);
      assertThat(nearness(jpeg, scale, part, turn)).as("turned").isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void isNearerToTheMeanOfWhatIsSeenThanAWholeDecode(int scale) {
    int side = 200 / scale; // of a window of 240: a fifth is left to shrink
    Step asked = new RandomResizedCrop.At(101, 51, 240, 240, side, side, Interpolation.BILINEAR);
    Step mean = new RandomResizedCrop.At(101, 51, 240, 240, side, side, Interpolation.AREA);
    try (var source = new SourceImage(PHOTOGRAPH, CODEC);
        var best = new Recipe(List.of(mean)).apply(source);
        var whole = new Recipe(List.of(asked)).apply(source);
        var reduced = new Recipe(List.of(asked)).reducing(source).apply(source)) {
      double byWhole = Psnr.of(whole, best, RGB);
      double byReduced = Psnr.of(reduced, best, RGB);
      assertThat(byReduced).isGreaterThan(byWhole + 4).isGreaterThan(40);
    }
  }

  private static List<EncodedSample> copies(PolicyAugmenter augmenter, byte[] source) {
    return augmenter.expand(source, "cat", 1, 12);
  }

  private static List<String> hashes(List<EncodedSample> copies) {
    return copies.stream().map(copy -> Sha256.hex(copy.encoded())).toList();
  }

  @Test
  void theLineageNamesTheScaleAndReplaysIt() {
    var made = copies(REDUCING, PHOTOGRAPH);
    assertThat(made.stream().map(copy -> copy.lineage().steps().replaceAll("},.*", "")))
        .contains("[{\"reduced-decode\":{\"scale\":4}", "[{\"reduced-decode\":{\"scale\":8}");
    for (var copy : made) {
      var lineage = Lineage.fromJson(copy.lineage().json());
      assertThat(FULL.replay(PHOTOGRAPH, lineage).encoded()).isEqualTo(copy.encoded());
      assertThat(REDUCING.replay(PHOTOGRAPH, lineage).encoded()).isEqualTo(copy.encoded());
      int number = lineage.copy();
      assertThat(REDUCING.expand(PHOTOGRAPH, "cat", number, 1).get(0).encoded())
          .isEqualTo(copy.encoded()); // whatever else is made of the source
    }
    var whole = copies(FULL, PHOTOGRAPH).get(0);
    assertThat(whole.lineage().steps()).doesNotContain("reduced-decode");
    assertThat(REDUCING.replay(PHOTOGRAPH, whole.lineage()).encoded()).isEqualTo(whole.encoded());
  }

  @Test
  void everythingButSamplesIsAsWithoutIt() {
    var size = new Size(SyntheticImages.WIDTH, SyntheticImages.HEIGHT);
    byte[] mask;
    try (var names = SyntheticImages.photograph(1)) {
      mask = CODEC.encode(names, Encoding.parse("png"));
    }
    var box = new LabeledShape<>(new Box(20, 30, 300, 200, 0), "cat");
    var given =
        new Annotations(size, List.of(mask), new Labels(List.of(box), List.of(), List.of()));
    var rules = new LabelRules();
    var whole = FULL.expand(PHOTOGRAPH, given, rules, "cat", 1, 4);
    var reduced = REDUCING.expand(PHOTOGRAPH, given, rules, "cat", 1, 4);
    for (int i = 0; i < 4; i++) {
      var annotations = reduced.get(i).annotations().orElseThrow();
      var expected = whole.get(i).annotations().orElseThrow();
      assertThat(annotations.labels()).isEqualTo(expected.labels());
      assertThat(annotations.masks()).hasSize(1);
      assertThat(annotations.masks().get(0)).isEqualTo(expected.masks().get(0));
      assertThat(annotations.size()).isEqualTo(expected.size());
      assertThat(reduced.get(i).lineage().steps().replaceAll("\\{\"reduced-decode.*?}},", ""))
          .isEqualTo(whole.get(i).lineage().steps());
      assertThat(reduced.get(i).encoded()).isNotEqualTo(whole.get(i).encoded());
    }
  }

  @Test
  void onlyJpegFilesThatShrinkAreReduced() {
    byte[] png;
    try (var image = SyntheticImages.photograph(3)) {
      png = CODEC.encode(image, Encoding.parse("png"));
    }
    for (var source : List.of(png, Fixtures.read("jpeg.tif"), Fixtures.read("gray.jpg"))) {
      assertThat(hashes(copies(REDUCING, source))).isEqualTo(hashes(copies(FULL, source)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "progressive.jpg", "gray.jpg"})
  void everyKindOfJpegIsReduced(String name) {
    var flat = Fixtures.read(name);
    for (var scale : new int[] {2, 4, 8}) {
      var shrunk = new Resize.At(16 / scale, 12 / scale, Interpolation.AREA);
      assertThat(nearness(flat, scale, shrunk)).as("1/" + scale).isGreaterThan(20);
    }
  }

  @Test
  void aDamagedFileIsRefusedAsBefore() {
    var cut = Arrays.copyOf(PHOTOGRAPH, PHOTOGRAPH.length - 5000);
    assertThatThrownBy(() -> copies(REDUCING, cut))
        .isInstanceOf(BadImageException.class)
        .hasMessageStartingWith("JPEG of 403x301 stops after ");
    var noise = PHOTOGRAPH.clone();
    Arrays.fill(noise, 160, 330, (byte) 0); // the tables
    assertThatThrownBy(() -> copies(FULL, noise)).isInstanceOf(BadImageException.class);
    assertThatThrownBy(() -> copies(REDUCING, noise)).isInstanceOf(BadImageException.class);
  }

  @Test
  void samplesAreConvertedToSrgbAtAnyScale() {
    var srgb =
        new PolicyAugmenter(
                POLICY, 42, Optional.of(Encoding.parse("png")), CODEC.with(ColorProfiles.SRGB))
            .with(new JpegOptions(true, false));
    var made = srgb.expand(PHOTOGRAPH, "cat", 1, 1).get(0);
    assertThat(made.lineage().encoding()).isEqualTo("png+srgb");
    assertThat(FULL.replay(PHOTOGRAPH, made.lineage()).encoded()).isEqualTo(made.encoded());
  }

  @Test
  void eachScaleIsDecodedOnceAndGivenBack() {
    long before = Pointer.totalBytes();
    try (var source = new SourceImage(PHOTOGRAPH, CODEC)) {
      assertThat(source.image(8)).isSameAs(source.image(8)).hasToString("51x38 x 3 UINT8");
      assertThat(source.image(2)).hasToString("202x151 x 3 UINT8");
      assertThat(source.image(1)).isSameAs(source.image());
      assertThatThrownBy(() -> source.image(3))
          .hasMessage("Scale is 1/3 but must be 1/1, 1/2, 1/4 or 1/8; use one of them");
    }
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void whatWasMadeOfAFileIsNotReduced() {
    try (var source = new SourceImage(PHOTOGRAPH, CODEC);
        var made = source.changed(SyntheticImages.photograph(3))) {
      assertThat(source.isJpeg()).isTrue();
      assertThat(made.isJpeg()).isFalse();
      var shrunk = new Recipe(List.of(new Resize.At(40, 30, Interpolation.BILINEAR)));
      assertThat(shrunk.reducing(made)).isEqualTo(shrunk);
      assertThatThrownBy(() -> made.image(2))
          .hasMessage(
              "Image is to be decoded at 1/2 of its scale, which only a JPEG file can; decode all of it");
    }
  }

  @Test
  void aRecipeOfAReducedSourceWantsTheFile() {
    var recipe =
        new Recipe(List.of(new Resize.At(40, 30, Interpolation.BILINEAR)), Decoding.EIGHTH);
    assertThat(recipe.json()).startsWith("[{\"reduced-decode\":{\"scale\":8}},{\"resize\":{");
    assertThat(Recipe.fromJson(recipe.json(), "test")).isEqualTo(recipe);
    try (var image = SyntheticImages.photograph(3)) {
      assertThatThrownBy(() -> recipe.apply(image))
          .hasMessage(
              "Recipe is for a source decoded at 1/8 of its scale but is given a decoded image; give it the encoded source");
    }
    assertThatThrownBy(() -> Recipe.fromJson("[{\"reduced-decode\":{\"scale\":3}}]", "row 3"))
        .hasMessage(
            "Recipe step 1 in row 3: key \"reduced-decode.scale\" is 3 but must be 2, 4 or 8; correct it");
  }
}
