package dev.variegate.op.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.BadReferenceException;
import dev.variegate.op.TestImages;
import dev.variegate.op.color.Gamma;
import dev.variegate.random.Range;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ColorTransferTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ColorTransfer(Range.of(0.4, 0.6));
  }

  /** The paper's equations 4, 6 and 10 to 13 as they stand, in doubles, with decadic logarithms. */
  private static double[] axes(double red, double green, double blue) {
    double l = Math.log10(Math.max(1 / 255.0, 0.3811 * red + 0.5783 * green + 0.0402 * blue));
    double m = Math.log10(Math.max(1 / 255.0, 0.1967 * red + 0.7244 * green + 0.0782 * blue));
    double s = Math.log10(Math.max(1 / 255.0, 0.0241 * red + 0.1288 * green + 0.8444 * blue));
    return new double[] {
      (l + m + s) / Math.sqrt(3), (l + m - 2 * s) / Math.sqrt(6), (l - m) / Math.sqrt(2)
    };
  }

  /** The paper's equation 8, then the colors whose cones respond so, by Cramer's rule. */
  private static double[] colors(double[] axes) {
    double first = axes[0] / Math.sqrt(3);
    double second = axes[1] / Math.sqrt(6);
    double third = axes[2] / Math.sqrt(2);
    double[] cones = {
      Math.pow(10, first + second + third),
      Math.pow(10, first + second - third),
      Math.pow(10, first - 2 * second)
    };
    var columns =
        new double[][] {
          {0.3811, 0.1967, 0.0241}, {0.5783, 0.7244, 0.1288}, {0.0402, 0.0782, 0.8444}
        };
    double all = determinant(columns[0], columns[1], columns[2]);
    return new double[] {
      determinant(cones, columns[1], columns[2]) / all,
      determinant(columns[0], cones, columns[2]) / all,
      determinant(columns[0], columns[1], cones) / all
    };
  }

  private static double determinant(double[] a, double[] b, double[] c) {
    return a[0] * (b[1] * c[2] - b[2] * c[1])
        - b[0] * (a[1] * c[2] - a[2] * c[1])
        + c[0] * (a[1] * b[2] - a[2] * b[1]);
  }

  private static double rounding(SampleType type) {
    return type == SampleType.FLOAT32 ? 0 : 0.5 / type.white();
  }

  private static double[][] axes(Image image) {
    var fractions = TestImages.fractions(image);
    int channels = image.channels();
    var axes = new double[fractions.length / channels][];
    for (int i = 0; i < axes.length; i++) {
      int at = i * channels;
      axes[i] =
          channels == 1
              ? axes(fractions[at], fractions[at], fractions[at])
              : axes(fractions[at], fractions[at + 1], fractions[at + 2]);
    }
    return axes;
  }

  private static double mean(double[][] axes, int axis) {
    return Arrays.stream(axes).mapToDouble(pixel -> pixel[axis]).average().orElseThrow();
  }

  private static double deviation(double[][] axes, int axis) {
    double mean = mean(axes, axis);
    return Math.sqrt(
        Arrays.stream(axes)
            .mapToDouble(pixel -> (pixel[axis] - mean) * (pixel[axis] - mean))
            .average()
            .orElseThrow());
  }

  @TestFactory
  Stream<DynamicTest> agreesWithThePaper() {
    return Stream.of(SampleType.values())
        .flatMap(
            type ->
                Stream.of(1, 3, 4)
                    .map(
                        channels ->
                            DynamicTest.dynamicTest(
                                type + " x " + channels, () -> agrees(type, channels))));
  }

  private static void agrees(SampleType type, int channels) {
    double strength = 0.8;
    try (var image = TestImages.smooth(31, 22, channels, type);
        var reference = TestImages.smooth(19, 27, 3, SampleType.UINT8);
        var darker = new Gamma.At(1.5).lower(reference.size()).apply(reference);
        var given = channels == 1 ? TestImages.noise(9, 9, 1, type) : darker.copy();
        var made =
            new ColorTransfer.At(TestImages.reference(given), strength)
                .lower(image.size())
                .apply(image)) {
      var from = axes(image);
      var to = axes(given);
      var before = TestImages.fractions(image);
      var after = TestImages.fractions(made);
      for (int i = 0; i < from.length; i++) {
        var moved = from[i].clone();
        for (int axis = 0; axis < (channels == 1 ? 1 : 3); axis++) {
          double stretch = deviation(to, axis) / deviation(from, axis);
          moved[axis] = mean(to, axis) + stretch * (from[i][axis] - mean(from, axis));
        }
        var expected = colors(moved);
        for (int channel = 0; channel < channels; channel++) {
          int at = i * channels + channel;
          double fraction =
              channel == 3 ? before[at] : before[at] + strength * (expected[channel] - before[at]);
          double clamped =
              type == SampleType.FLOAT32 ? fraction : Math.max(0, Math.min(1, fraction));
          assertThat(after[at]).isCloseTo(clamped, within(5e-5 + rounding(type)));
        }
      }
    }
  }

  @Test
  void theResultHasMeanAndDeviationOfTheReference() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.FLOAT32);
        var reference = TestImages.smooth(25, 20, 3, SampleType.FLOAT32);
        var darker = new Gamma.At(1.4).lower(reference.size()).apply(reference);
        var made =
            new ColorTransfer.At(TestImages.reference(darker), 1)
                .lower(image.size())
                .apply(image)) {
      var ours = axes(made);
      var theirs = axes(darker);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(mean(ours, axis)).isCloseTo(mean(theirs, axis), within(1e-3));
        assertThat(deviation(ours, axis)).isCloseTo(deviation(theirs, axis), within(1e-3));
      }
    }
  }

  @Test
  void anImageOfOneColorTakesTheMeanAlone() {
    try (var reference = TestImages.rgb(200, 30, 90, 200, 30, 90)) {
      var step = new ColorTransfer.At(TestImages.reference(reference), 1);
      assertThat(TestImages.run(step, TestImages.rgb(7, 80, 3, 7, 80, 3)))
          .containsExactly(200, 30, 90, 200, 30, 90);
    }
  }

  @Test
  void blackStaysFinite() {
    try (var reference = TestImages.noise(8, 8, 3, SampleType.UINT8);
        var black = Image.ofFloats(2, 2, 3, new float[12]);
        var made =
            new ColorTransfer.At(TestImages.reference(reference), 1)
                .lower(black.size())
                .apply(black)) {
      for (float sample : made.toFloats()) {
        assertThat(sample).isBetween(0f, 1f);
      }
    }
  }

  /** The dot is some fifty deviations away, and stays the lightest of all. */
  @Test
  void aLonelyLightStaysWhite() {
    for (var type : SampleType.values()) {
      var dot = new double[100 * 100];
      dot[5050] = 1;
      var halves = new double[100];
      Arrays.fill(halves, 50, 100, 1);
      try (var reference = TestImages.of(10, 10, 1, type, halves);
          var image = TestImages.of(100, 100, 1, type, dot);
          var made =
              new ColorTransfer.At(TestImages.reference(reference), 1)
                  .lower(image.size())
                  .apply(image)) {
        var fractions = TestImages.fractions(made);
        assertThat(fractions[5050]).isGreaterThanOrEqualTo(1).isFinite();
        assertThat(fractions[0]).isLessThan(1);
      }
    }
  }

  @Test
  void refusesBands() {
    try (var reference = TestImages.noise(4, 4, 5, SampleType.UINT8);
        var image = TestImages.noise(4, 4, 5, SampleType.UINT8)) {
      var form = new ColorTransfer.At(TestImages.reference(reference), 1).lower(image.size());
      assertThatThrownBy(() -> form.apply(image))
          .hasMessage(
              "Color-transfer is given an image with 5 channels but must be gray, RGB or RGBA; leave it out of the policy for such images");
    }
  }

  @Test
  void refusesAReferenceOfBands() {
    try (var reference = TestImages.noise(4, 4, 5, SampleType.UINT8);
        var image = TestImages.noise(4, 4, 3, SampleType.UINT8)) {
      var form = new ColorTransfer.At(TestImages.reference(reference), 1).lower(image.size());
      assertThatThrownBy(() -> form.apply(image))
          .isInstanceOf(BadReferenceException.class)
          .hasMessage(
              "Reference \"%s\" cannot be used: it has 5 channels but must be gray, RGB or RGBA for images of colors; fix it or remove it",
              TestImages.reference(reference).name());
    }
  }

  @Test
  void refusesAStrengthThatIsNoFraction() {
    assertThatThrownBy(() -> new ColorTransfer(Range.of(-1, 1)))
        .hasMessage(
            "Color-transfer strength is [-1.0, 1.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
