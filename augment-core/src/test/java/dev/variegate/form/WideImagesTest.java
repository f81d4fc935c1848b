package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.Translate;
import dev.variegate.op.noise.WebpCompression;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images whose sides are longer than OpenCV's warps allow, 32,766 pixels. */
class WideImagesTest {

  private static final Size LONG = new Size(40_000, 8);
  private static final Size HIGH = new Size(8, 40_000);

  @TestFactory
  Stream<DynamicTest> everyOperationTakesThemOrSaysItsLimit() {
    var catalog = OperationCatalog.builtIn();
    return catalog.words().stream()
        .flatMap(
            word ->
                Stream.of(LONG, HIGH)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                "%s, %s".formatted(word, size),
                                () -> takes(catalog.find(word).orElseThrow(), size))));
  }

  /** Bytes go through kernels of our own, other samples through OpenCV. */
  private static void takes(OperationDescriptor kind, Size size) {
    var subject = DrawContext.of(size).with(TestImages.references());
    var form = kind.defaults().draw(Seeds.generator(5, "wide", 1, 0), subject).lower(size);
    double[] bytes;
    try (var image = waves(size, SampleType.UINT8);
        var made = form.apply(image)) {
      bytes = TestImages.fractions(made);
    } catch (IllegalArgumentException limit) {
      assertThat(limit)
          .hasMessageMatching("[A-Z].* is given an image of .* but must be at most .*");
      return;
    }
    for (var type : List.of(SampleType.UINT16, SampleType.FLOAT32)) {
      try (var image = waves(size, type);
          var made = form.apply(image)) {
        if (form instanceof Geometric || form instanceof DisplacementField) {
          requireAlike(TestImages.fractions(made), bytes);
        }
      } catch (IllegalArgumentException refusal) {
        assertThat(refusal).hasMessageContaining("must be 8-bit");
      }
    }
    try (var mask = waves(size, SampleType.UINT8);
        var moved = form.applyToMask(mask)) {
      assertThat(moved.size()).isEqualTo(form.sizeAfter(size));
    }
  }

  /**
   * Places are rounded to 1/32 pixel by OpenCV; at a hard border a pixel may fall to either side.
   */
  private static void requireAlike(double[] made, double[] expected) {
    assertThat(made).hasSameSizeAs(expected);
    int off = 0;
    double sum = 0;
    for (int i = 0; i < made.length; i++) {
      double difference = Math.abs(made[i] - expected[i]);
      sum += difference;
      off += difference > 0.02 ? 1 : 0;
    }
    assertThat(off).isLessThan(made.length / 200);
    assertThat(sum / made.length).isLessThan(0.004);
  }

  private static Image waves(Size size, SampleType type) {
    var fractions = new double[Math.toIntExact(size.pixels() * 3)];
    for (int i = 0; i < fractions.length; i++) {
      int pixel = i / 3;
      int row = pixel / size.width();
      fractions[i] = 0.5 + 0.3 * Math.sin(0.2 * (pixel % size.width()) + 0.4 * row + i % 3);
    }
    return TestImages.of(size.width(), size.height(), 3, type, fractions);
  }

  @Test
  void wholePixelsAreMovedExactly() {
    try (var image = waves(LONG, SampleType.UINT16);
        var made = new Translate.At(20_000, 0, Border.WRAP, 0).lower(LONG).apply(image)) {
      var before = image.toShorts();
      var after = made.toShorts();
      int row = 3 * LONG.width();
      for (int y = 0; y < LONG.height(); y++) {
        var line = Arrays.copyOfRange(before, y * row, (y + 1) * row);
        var turned = Arrays.copyOfRange(after, y * row, (y + 1) * row);
        assertThat(Arrays.copyOfRange(turned, row / 2, row))
            .isEqualTo(Arrays.copyOf(line, row / 2));
        assertThat(Arrays.copyOf(turned, row / 2))
            .isEqualTo(Arrays.copyOfRange(line, row / 2, row));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void whatLiesBeyondTheEdgesIsThatOfNarrowImages(Border border) {
    for (var interpolation :
        List.of(Interpolation.NEAREST, Interpolation.BILINEAR, Interpolation.LANCZOS)) {
      var size = new Size(200, 90);
      var matrix = Homography.affine(0.7137, 0.3011, -60.31, -0.2113, 1.4171, 50.77);
      var sampling = new SamplingMode(interpolation, border, 0.3);
      var places =
          DisplacementField.of(
              size, sampling, s -> SamplingGrid.matrix(s, new float[2 * 200 * 90]));
      var moved =
          new DisplacementField(
              size,
              List.of(places.motions().get(0), new Displacement.Straight(matrix)),
              size,
              sampling);
      try (var image = waves(size, SampleType.FLOAT32);
          var there = moved.places();
          var whole =
              Remap.whole(image.mat(), there, interpolation.warpFlag(), Remap.flag(border));
          var tiles = Remap.tiled(image.mat(), there, interpolation.warpFlag(), border, 64)) {
        requireAlike(samples(tiles), samples(whole));
      }
    }
  }

  private static double[] samples(Mat mat) {
    try (var image = Image.own(mat.clone())) {
      return TestImages.fractions(image);
    }
  }

  @Test
  void theLimitOfWebpIsReported() {
    try (var image = waves(LONG, SampleType.UINT8)) {
      var form = new WebpCompression.At(50).lower(LONG);
      assertThatThrownBy(() -> form.apply(image))
          .hasMessage(
              "Webp-compression is given an image of 40000x8 but must be at most 16383 pixels a side; make it smaller first or leave the operation out");
    }
  }
}
