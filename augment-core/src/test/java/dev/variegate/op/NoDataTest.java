package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.adaptation.ColorTransfer;
import dev.variegate.op.adaptation.FourierDomainAdaptation;
import dev.variegate.op.adaptation.HistogramMatching;
import dev.variegate.op.blur.BoxBlur;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample that is not a number, in a float image, through every operation. */
class NoDataTest {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;

  /** Of the sharpest window, 21 x 21 pixels. */
  private static final int WIDEST_WINDOW = 441;

  @TestFactory
  Stream<DynamicTest> noOperationSpreadsItBeyondItsWindow() {
    var catalog = OperationCatalog.builtIn();
    return catalog.words().stream()
        .flatMap(
            word ->
                Stream.of(1, 3, 4, 9)
                    .map(
                        channels ->
                            DynamicTest.dynamicTest(
                                "%s, %d channels".formatted(word, channels),
                                () -> staysNear(catalog.find(word).orElseThrow(), channels))));
  }

  private static void staysNear(OperationDescriptor kind, int channels) {
    for (float sample : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      try (var clean = TestImages.smooth(WIDTH, HEIGHT, channels, SampleType.FLOAT32);
          var spoiled = with(sample, clean, 45 * WIDTH + 60)) {
        var references = DrawContext.of(clean.size()).with(TestImages.references());
        var step = kind.defaults().draw(Seeds.generator(5, "no data", 1, 0), references);
        var form = step.lower(clean.size());
        try (var expected = form.apply(clean);
            var made = form.apply(spoiled)) {
          requireAlike(made.toFloats(), expected.toFloats(), Float.isInfinite(sample));
        }
      } catch (IllegalArgumentException refusal) {
        assertThat(refusal).hasMessageContaining("is given an image");
      }
    }
  }

  /** What is infinite may become white, where it is clipped. */
  private static void requireAlike(float[] made, float[] expected, boolean mayBecomeWhite) {
    int lost = 0;
    for (int i = 0; i < made.length; i++) {
      boolean finite = Float.isFinite(made[i]);
      boolean alike = Math.abs(made[i] - expected[i]) < 0.02;
      assertThat(alike || !finite || mayBecomeWhite).as("sample %d", i).isTrue();
      lost += alike ? 0 : 1;
    }
    assertThat(lost).isLessThanOrEqualTo(WIDEST_WINDOW);
  }

  private static Image with(float sample, Image image, int pixel) {
    var samples = image.toFloats();
    samples[pixel * image.channels() + Math.min(1, image.channels() - 1)] = sample;
    return Image.ofFloats(image.width(), image.height(), image.channels(), samples);
  }

  @Test
  void meansAreTakenOverTheNumbers() {
    float none = Float.NaN;
    try (var image = Image.ofFloats(4, 1, 1, 0.2f, none, 0.6f, 0.4f)) {
      assertThat(samples(new Contrast.At(2), image))
          .satisfies(made -> assertThat(made).contains(none, atIndex(1)))
          .satisfies(made -> assertThat(made[0]).isCloseTo(0, within(1e-6f)))
          .satisfies(made -> assertThat(made[2]).isCloseTo(0.8f, within(1e-6f)));
    }
  }

  @Test
  void levelsAreCountedOverTheNumbers() {
    float none = Float.NaN;
    try (var image = Image.ofFloats(4, 1, 1, none, 0.25f, 0.75f, 0.5f)) {
      assertThat(samples(new AutoContrast.At(), image)).containsExactly(none, 0, 1, 0.5f);
      assertThat(samples(new Equalize.At(), image)[0]).isNaN();
      assertThat(samples(new Equalize.At(), image)[1]).isLessThan(0.26f);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto-contrast",
        "clahe",
        "color-transfer",
        "contrast",
        "equalize",
        "fancy-pca",
        "fourier-domain-adaptation",
        "histogram-matching"
      })
  void nothingButNoDataStaysSo(String word) {
    var samples = new float[16 * 12 * 3];
    Arrays.fill(samples, Float.NaN);
    try (var image = Image.ofFloats(16, 12, 3, samples)) {
      var kind = OperationCatalog.builtIn().find(word).orElseThrow();
      var subject = DrawContext.of(image.size()).with(TestImages.references());
      var step = kind.defaults().draw(Seeds.generator(5, "no data", 1, 0), subject);
      assertThat(samples(step, image)).containsOnly(Float.NaN);
    }
  }

  @Test
  void aWindowGivesNoneWhereItWeighsOne() {
    try (var clean = TestImages.smooth(40, 30, 1, SampleType.FLOAT32);
        var spoiled = with(Float.NaN, clean, 15 * 40 + 20)) {
      var made = samples(new BoxBlur.At(2), spoiled);
      for (int i = 0; i < made.length; i++) {
        int row = i / 40;
        boolean near = Math.abs(i % 40 - 20) <= 2 && Math.abs(row - 15) <= 2;
        assertThat(Float.isNaN(made[i])).as("pixel %d", i).isEqualTo(near);
      }
    }
  }

  @Test
  void aReferenceIsMeasuredOverItsNumbers() {
    try (var clean = TestImages.smooth(40, 30, 3, SampleType.FLOAT32);
        var spoiled = with(Float.NaN, clean, 15 * 40 + 20);
        var image = TestImages.noise(40, 30, 3, SampleType.FLOAT32)) {
      var reference = TestImages.reference(spoiled);
      for (var step :
          List.of(
              new ColorTransfer.At(reference, 1),
              new HistogramMatching.At(reference, 1),
              new FourierDomainAdaptation.At(reference, 0.1))) {
        for (float sample : samples(step, image)) {
          assertThat(sample).isFinite();
        }
      }
    }
  }

  private static float[] samples(Step step, Image image) {
    Size size = image.size();
    try (var made = step.lower(size).apply(image)) {
      return made.toFloats();
    }
  }
}
