package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageMixer;
import dev.variegate.stage.ImageVectorizer;
import dev.variegate.stage.Images;
import dev.variegate.testing.DeepImages;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 16-bit slices, floats and nine bands from column to column. */
class DeepImagesTest {

  private static final ImageCodec CODEC = new ImageCodec();

  private static final StructType SCHEMA =
      new StructType().add("key", "string").add("image", "binary").add("mask", "binary");

  /** Geometry that is fused, noise, blur, and light. */
  private static final String EVERYTHING =
      """
      name: everything
      steps:
        - rotate: {degrees: [-20, 20]}
        - scale: {factor: [0.9, 1.1]}
        - gaussian-noise: {deviation: [0.001, 0.002]}
        - gaussian-blur: {sigma: [0.5, 1]}
        - brightness: {factor: [0.9, 1.1]}
        - contrast: {factor: [0.9, 1.1]}
      """;

  private static Dataset<Row> table(List<Row> rows, int partitions) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  private static List<Row> slices(String encoding) {
    var mask = DeepImages.encoded(DeepImages.ventricles(), "png");
    return IntStream.range(0, 8)
        .mapToObj(
            i ->
                RowFactory.create(
                    "ct-" + i, DeepImages.encoded(DeepImages.slice(i), encoding), mask))
        .toList();
  }

  /** Nine bands as 8-bit, 16-bit or floats. */
  private static Image scene(int number, SampleType type) {
    var scene = DeepImages.scene(64, 48, number);
    if (type == SampleType.UINT16) {
      return scene;
    }
    try (scene) {
      return type == SampleType.UINT8 ? DeepImages.bytes(scene) : DeepImages.floats(scene);
    }
  }

  private static List<Row> scenes(int number, SampleType type) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < number; i++) {
      var image = DeepImages.encoded(scene(i, type), "tiff");
      rows.add(RowFactory.create("scene-" + i, image, image));
    }
    return rows;
  }

  private static ClassicAugmenter augmenter(String policy) {
    return new ClassicAugmenter().setPolicy(policy).setKeyCol("key").setCopies(2).setSeed(11);
  }

  private static ClassicAugmenter step(String step) {
    return augmenter("name: one\nsteps: [" + step + "]").setCopies(1).setKeepOriginals(false);
  }

  private static Image decoded(Row row, String column) {
    return CODEC.decode(row.getAs(column));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void copiesOfASliceAreSlicesOfSixteenBits(String encoding) {
    var rows =
        augmenter(EVERYTHING)
            .setMaskCols("mask")
            .transform(table(slices(encoding), 1))
            .where("lineage.copy > 0")
            .collectAsList();
    assertThat(rows).hasSize(16);
    for (var row : rows) {
      assertThat(LineageColumn.of(row.getAs("lineage")).encoding()).isEqualTo(encoding);
      try (var copy = decoded(row, "image");
          var mask = decoded(row, "mask")) {
        assertThat(copy).hasToString("96x96 x 1 UINT16");
        assertThat(brightest(copy)).isBetween(3_000, 6_000); // the skull of a 12-bit slice
        assertThat(mask).hasToString("96x96 x 1 UINT8");
        assertThat(mask.toBytes()).containsOnly(0, 1, 2).contains(1, 2);
      }
    }
  }

  private static int brightest(Image image) {
    int brightest = 0;
    for (short sample : image.toShorts()) {
      brightest = Math.max(brightest, Short.toUnsignedInt(sample));
    }
    return brightest;
  }

  /** What the ventricles look like must go where their mask goes. */
  @Test
  void theMaskOfASliceStaysOnItsOrgans() {
    var row =
        step("{rotate: {degrees: [25, 25]}}")
            .setMaskCols("mask")
            .transform(table(slices("png"), 1))
            .first();
    try (var copy = decoded(row, "image");
        var mask = decoded(row, "mask")) {
      var samples = copy.toShorts();
      var names = mask.toBytes();
      int dark = 0;
      int marked = 0;
      for (int i = 0; i < names.length; i++) {
        marked += names[i] == 0 ? 0 : 1;
        dark += names[i] != 0 && samples[i] < 420 ? 1 : 0; // brain around them is 0.2 of 4095
      }
      assertThat(marked).isGreaterThan(300);
      assertThat((double) dark / marked).isGreaterThan(0.75);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UINT8, '{flip: {axis: horizontal}}', false",
    "UINT16, '{flip: {axis: horizontal}}', false",
    "FLOAT32, '{flip: {axis: horizontal}}', false",
    "UINT8, '{rotate90: {quarter-turns: [1, 1]}}', true",
    "UINT16, '{rotate90: {quarter-turns: [1, 1]}}', true",
    "FLOAT32, '{rotate90: {quarter-turns: [1, 1]}}', true"
  })
  void bandsAreMovedToTheSample(SampleType type, String step, boolean turned) {
    var row = step(step).transform(table(scenes(1, type), 1)).first();
    try (var given = scene(0, type);
        var made = decoded(row, "image")) {
      assertThat(made).hasToString((turned ? "48x64" : "64x48") + " x 9 " + type);
      try (var expected = turned ? turnedLeft(given) : mirrored(given)) {
        assertThat(made.sameSamples(expected)).isTrue();
      }
    }
  }

  private static Image mirrored(Image image) {
    return moved(image, 64, 48, (x, y) -> new int[] {63 - x, y});
  }

  private static Image turnedLeft(Image image) {
    return moved(image, 48, 64, (x, y) -> new int[] {63 - y, x});
  }

  private interface Origin {
    int[] of(int x, int y);
  }

  private static Image moved(Image image, int width, int height, Origin origin) {
    var from = numbers(image);
    var to = new double[from.length];
    for (int i = 0; i < to.length; i++) {
      int pixel = i / image.channels();
      int[] at = origin.of(pixel % width, pixel / width);
      to[i] = from[(at[1] * image.width() + at[0]) * image.channels() + i % image.channels()];
    }
    return image(width, height, image.channels(), image.type(), to);
  }

  private static double[] numbers(Image image) {
    return switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        yield IntStream.range(0, bytes.length).mapToDouble(i -> bytes[i]).toArray();
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        yield IntStream.range(0, shorts.length).mapToDouble(i -> shorts[i]).toArray();
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        yield IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
      }
    };
  }

  private static Image image(int width, int height, int channels, SampleType type, double[] from) {
    return switch (type) {
      case UINT8 -> {
        var bytes = new byte[from.length];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) from[i]);
        yield Image.ofBytes(width, height, channels, bytes);
      }
      case UINT16 -> {
        var shorts = new short[from.length];
        IntStream.range(0, shorts.length).forEach(i -> shorts[i] = (short) from[i]);
        yield Image.ofShorts(width, height, channels, shorts);
      }
      case FLOAT32 -> {
        var floats = new float[from.length];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) from[i]);
        yield Image.ofFloats(width, height, channels, floats);
      }
    };
  }

  private static Image band(Image image, int band) {
    var all = numbers(image);
    var one = new double[all.length / image.channels()];
    for (int i = 0; i < one.length; i++) {
      one[i] = all[i * image.channels() + band];
    }
    return image(image.width(), image.height(), 1, image.type(), one);
  }

  /** Nine bands moved at once are nine gray images moved alone, under one key. */
  @ParameterizedTest
  @CsvSource({"UINT8", "UINT16", "FLOAT32"})
  void eachBandIsWarpedAsIfItWereAlone(SampleType type) {
    var warp =
        step(
            "{rotate: {degrees: [-30, 30]}}, {shear: {x: [-10, 10]}}, {scale: {factor: [0.8, 1.2]}}, {gaussian-blur: {sigma: [1, 1]}}");
    var together = warp.transform(table(scenes(1, type), 1)).first();
    var alone = new ArrayList<Row>();
    try (var scene = scene(0, type)) {
      for (int band = 0; band < scene.channels(); band++) {
        var encoded = DeepImages.encoded(band(scene, band), "tiff");
        alone.add(RowFactory.create("scene-0", encoded, encoded));
      }
    }
    var bands = warp.transform(table(alone, 1)).collectAsList();
    try (var made = decoded(together, "image")) {
      assertThat(made).hasToString("64x48 x 9 " + type);
      for (int band = 0; band < made.channels(); band++) {
        try (var expected = decoded(bands.get(band), "image");
            var one = band(made, band)) {
          assertThat(one.sameSamples(expected)).as("band %d", band).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"UINT8", "UINT16", "FLOAT32"})
  void theSameBytesHoweverRowsAreCutAndAgainFromTheLineage(SampleType type) {
    var given = scenes(7, type);
    var once = augmenter(EVERYTHING).transform(table(given, 1));
    var contents = Images.contents(once);
    assertThat(contents).hasSize(21).doesNotHaveDuplicates();
    for (int partitions : new int[] {3, 7}) {
      assertThat(Images.contents(augmenter(EVERYTHING).transform(table(given, partitions))))
          .isEqualTo(contents);
    }
    var expansion =
        new PolicyAugmenter(PolicyFile.read(EVERYTHING, "test"), 11, Optional.empty(), CODEC);
    for (var row : once.where("lineage.copy = 2").collectAsList()) {
      byte[] source = row.getAs("mask"); // kept as it came: no column of masks is named
      var lineage = LineageColumn.of(row.getAs("lineage"));
      assertThat(lineage.encoding()).isEqualTo("tiff");
      assertThat(expansion.replay(source, lineage).encoded()).isEqualTo(row.getAs("image"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'hue: {turns: [0.1, 0.2]}', An operation on colors",
    "'saturation: {factor: [0.5, 0.6]}', An operation on colors",
    "jpeg-compression: {}, Jpeg-compression"
  })
  void operationsOnColorsRefuseBands(String step, String name) {
    var kept = step("{" + step + "}").setHandleInvalid("keep");
    var row = kept.transform(table(scenes(1, SampleType.UINT16), 1)).first();
    assertThat(row.<String>getAs("error"))
        .isEqualTo(
            name
                + " is given an image with 9 channels but must be gray, RGB or RGBA; leave it out of the policy for such images");
  }

  @Test
  void anEncodingThatCannotHoldBandsIsRefused() {
    var kept = step("{flip: {axis: horizontal}}").setEncoding("png").setHandleInvalid("keep");
    var row = kept.transform(table(scenes(1, SampleType.UINT16), 1)).first();
    assertThat(row.<String>getAs("error"))
        .isEqualTo(
            "Image to be written as PNG has 9 channels but must be gray, RGB or RGBA; use tiff");
  }

  @ParameterizedTest
  @CsvSource({"mix-up, UINT8", "cut-mix, UINT16", "mosaic, FLOAT32"})
  void mixturesOfBandsKeepThem(String mixture, SampleType type) {
    var mixer = new ImageMixer().setMixture(mixture).setKeyCol("key").setSeed(3);
    var given = scenes(5, type);
    var once = mixer.transform(table(given, 1));
    var made = once.where("lineage.copy > 0").collectAsList();
    assertThat(made).hasSize(5);
    for (var row : made) {
      try (var image = decoded(row, "image")) {
        assertThat(image.channels()).isEqualTo(9);
        assertThat(image.type()).isEqualTo(type);
      }
    }
    assertThat(Images.contents(mixer.transform(table(given, 7)))).isEqualTo(Images.contents(once));
  }

  @Test
  void aVectorOfBandsIsRefusedAndOneOfASliceIsScaled() {
    var vectorizer = new ImageVectorizer().setWidth(4).setHeight(4).setHandleInvalid("keep");
    var refused = vectorizer.transform(table(scenes(1, SampleType.UINT16), 1)).first();
    assertThat(refused.<String>getAs("error"))
        .isEqualTo(
            "A vector of pixels is given an image with 9 channels but must be gray, RGB or RGBA; choose some of them first");
    var vector =
        vectorizer
            .setChannels("gray")
            .transform(table(slices("png"), 1))
            .first()
            .<Vector>getAs("features");
    assertThat(Arrays.stream(vector.toArray()).boxed())
        .hasSize(16)
        .allMatch(v -> v >= 0 && v < 4_096 / 65_535.0);
  }

  @Test
  void anImageStructCannotHoldThem() {
    var encoded = DeepImages.encoded(DeepImages.slice(0), "png");
    assertThatThrownBy(() -> new ImageColumn(0, true).value(encoded, "a", CODEC))
        .hasMessage(
            "Samples for an image struct are of 96x96 x 1 UINT16 but must be 8-bit gray, RGB or RGBA; keep such images encoded, in a binary column");
  }
}
