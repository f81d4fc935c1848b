package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.mix.Collage;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.op.TestImages;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.op.blur.Sharpness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What alpha hides is never seen: not through a warp, a window, a statistic or a blend. */
class TransparencyTest {

  private static final int SIDE = 48;
  private static final Size SIZE = new Size(SIDE, SIDE);

  @TestFactory
  Stream<DynamicTest> noOperationLetsHiddenColorsBeSeen() {
    var catalog = OperationCatalog.builtIn();
    return catalog.words().stream()
        .flatMap(
            word ->
                Stream.of(SampleType.values())
                    .map(
                        type ->
                            DynamicTest.dynamicTest(
                                "%s, %s".formatted(word, type),
                                () -> hides(catalog.find(word).orElseThrow(), type))));
  }

  /** Two images that look the same are the same to see afterwards. */
  private static void hides(OperationDescriptor kind, SampleType type) {
    var subject = DrawContext.of(SIZE).with(TestImages.references());
    for (int seed = 0; seed < 4; seed++) {
      var step = kind.defaults().draw(Seeds.generator(seed, "alpha", 1, 0), subject);
      try (var green = disc(type, 0, 1, 0);
          var blue = disc(type, 0.2, 0, 1);
          var one = step.lower(SIZE).apply(green);
          var other = step.lower(SIZE).apply(blue)) {
        var first = TestImages.fractions(one);
        var second = TestImages.fractions(other);
        for (int i = 0; i < first.length; i++) {
          int alpha = i | 3;
          assertThat(first[alpha]).isEqualTo(second[alpha]);
          if (first[alpha] > 0.001) {
            assertThat(first[i]).as("seed %d, sample %d", seed, i).isEqualTo(second[i]);
          }
        }
      } catch (IllegalArgumentException refusal) {
        assertThat(refusal).hasMessageContaining("must be 8-bit");
      }
    }
  }

  /** A red disc, half seen at its rim, on nothing that is stored as a color. */
  private static Image disc(SampleType type, double... hidden) {
    var fractions = new double[SIDE * SIDE * 4];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = i / SIDE;
      double far = Math.hypot(i % SIDE - 23.5, row - 23.5);
      boolean seen = far < 14;
      fractions[4 * i] = seen ? 0.8 : hidden[0];
      fractions[4 * i + 1] = seen ? 0.2 + 0.01 * (i % 7) : hidden[1];
      fractions[4 * i + 2] = seen ? 0.1 : hidden[2];
      fractions[4 * i + 3] = seen ? far < 12 ? 1 : 0.5 : 0;
    }
    return TestImages.of(SIDE, SIDE, 4, type, fractions);
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void theRimOfATurnedDiscIsRed(SampleType type) {
    for (var step :
        List.of(
            new Rotate.At(30, Interpolation.BILINEAR, Border.CONSTANT, 0),
            new Resize.At(31, 77, Interpolation.AREA),
            new GaussianBlur.At(2))) {
      try (var image = disc(type, 0, 1, 0);
          var made = step.lower(SIZE).apply(image)) {
        var fractions = TestImages.fractions(made);
        for (int i = 0; i < fractions.length; i += 4) {
          if (fractions[i + 3] > 0.01) {
            assertThat(fractions[i]).isBetween(0.79, 0.81);
            assertThat(fractions[i + 1]).isBetween(0.19, 0.27);
          }
        }
      }
    }
  }

  @Test
  void alphaIsThatOfTheStoredSamples() {
    try (var image = disc(SampleType.UINT8, 0, 1, 0);
        var alpha = Image.ofBytes(SIDE, SIDE, 1, alpha(image))) {
      var form = new Rotate.At(30, Interpolation.BILINEAR, Border.CONSTANT, 0).lower(SIZE);
      try (var made = form.apply(image);
          var alone = form.apply(alpha)) {
        assertThat(alpha(made)).isEqualTo(alone.toBytes());
      }
    }
  }

  @Test
  void noDataStaysApartFromWhatIsHidden() {
    try (var clean = disc(SampleType.FLOAT32, 0, 1, 0)) {
      var samples = clean.toFloats();
      samples[4 * (24 * SIDE + 24)] = Float.NaN;
      try (var spoiled = Image.ofFloats(SIDE, SIDE, 4, samples)) {
        for (var step : List.of(new Sharpness.At(2), new Contrast.At(2), new GaussianBlur.At(1))) {
          try (var made = step.lower(SIZE).apply(spoiled)) {
            int lost = 0;
            for (float sample : made.toFloats()) {
              lost += Float.isNaN(sample) ? 1 : 0;
            }
            assertThat(lost).isBetween(1, 49);
          }
        }
      }
    }
  }

  private static byte[] alpha(Image image) {
    var samples = image.toBytes();
    var alpha = new byte[samples.length / 4];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = samples[4 * i + 3];
    }
    return alpha;
  }

  @Test
  void mixesWeighColorsByAlpha() {
    try (var canvas = TestImages.ofSamples(1, 1, 4, 200, 0, 0, 255);
        var hidden = TestImages.ofSamples(1, 1, 4, 0, 255, 0, 0);
        var collage = new Collage(new Size(1, 1), canvas)) {
      collage.lay(canvas, 0, 0, 1, List.of());
      collage.lay(hidden, 0, 0, 0.4, List.of());
      try (var mixed = collage.image()) {
        assertThat(TestImages.samples(mixed)).containsExactly(200, 0, 0, 153);
      }
    }
  }

  @Test
  void bandsHaveNoAlpha() {
    try (var image = Image.ofBytes(2, 1, 2, (byte) 100, (byte) 0, (byte) 200, (byte) 255);
        var made = new Resize.At(1, 1, Interpolation.AREA).lower(image.size()).apply(image)) {
      assertThat(TestImages.samples(made)).containsExactly(150, 128);
    }
  }
}
