package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Scale;
import dev.variegate.op.geometric.Translate;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeometricTest {

  private static final Size SIZE = new Size(48, 40);

  /** Each sample is its own column, so that a warped image shows from where it was read. */
  private static Image columns() {
    var samples = new float[SIZE.width() * SIZE.height()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % SIZE.width();
    }
    return Image.ofFloats(SIZE.width(), SIZE.height(), 1, samples);
  }

  static Stream<Homography> maps() {
    return Stream.of(
        Homography.IDENTITY,
        Homography.shift(3, -2),
        Homography.shift(0.5, 0.25),
        Homography.affine(0, 1, 4, 1, 0, 2),
        Homography.affine(0.9, 0.2, 1, -0.1, 1.1, 2),
        Homography.affine(0.5, 0, 0.3, 0, 2, 1),
        new Homography(1.1, 0.1, 2, 0.05, 0.9, 3, 0.001, 0.002, 1));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void readsEachPixelFromWhereTheMatrixSays(Homography matrix) {
    var form = Geometric.inPlace(SIZE, matrix, SamplingMode.of(Interpolation.BILINEAR));
    var back = matrix.inverse();
    try (var image = columns();
        var made = form.apply(image)) {
      var samples = made.toFloats();
      for (int i = 0; i < samples.length; i++) {
        int row = i / SIZE.width();
        var from = back.map(i % SIZE.width(), row);
        double clamped = Math.max(0, Math.min(SIZE.width() - 1.0, from.x()));
        assertThat((double) samples[i]).isCloseTo(clamped, within(0.04));
      }
    }
  }

  @Test
  void aMapAndItsInverseAreNothing() {
    maps()
        .forEach(
            matrix ->
                assertThat(
                        Geometric.inPlace(SIZE, matrix.then(matrix.inverse()), SamplingMode.NONE)
                            .isIdentity())
                    .isTrue());
  }

  @Test
  void aConstantBorderHasAHardEdge() {
    var white = new double[SIZE.width() * SIZE.height()];
    Arrays.fill(white, 1);
    var step = new Rotate.At(30, Interpolation.BILINEAR, Border.CONSTANT, 0.2);
    try (var image = TestImages.of(SIZE.width(), SIZE.height(), 1, SampleType.UINT8, white);
        var made = step.lower(SIZE).apply(image)) {
      assertThat(Arrays.stream(TestImages.samples(made)).distinct())
          .containsExactlyInAnyOrder(51, 255);
    }
  }

  @Test
  void aPerspectiveShowsItsConstantBorderToo() {
    var tilt = new Homography(1, 0, 0, 0, 1, 0, 0.01, 0, 1);
    var form =
        Geometric.inPlace(SIZE, tilt, new SamplingMode(Interpolation.BILINEAR, Border.CONSTANT, 0));
    try (var image = columns();
        var made = form.apply(image)) {
      assertThat(form.showsBorder()).isTrue();
      assertThat(made.toFloats()[SIZE.width() - 1]).isZero();
    }
  }

  @Test
  void pixelsThatOnlyChangePlacesAreExact() {
    assertThat(new Translate.At(100, -3, Border.WRAP, 0).lower(SIZE))
        .matches(GeometricTest::isExact);
    assertThat(new Crop.At(1, 2, 3, 4).lower(SIZE)).matches(GeometricTest::isExact);
    assertThat(new Scale.At(1.01, Interpolation.NEAREST, Border.WRAP, 0).lower(SIZE))
        .matches(form -> !isExact(form));
  }

  private static boolean isExact(Form form) {
    return ((Geometric) form).isExact();
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(() -> new SamplingMode(Interpolation.AREA, Border.WRAP, -1))
        .hasMessage(
            "Fill (fraction of full intensity) is -1.0 but must stay within [0.0, 1.0]; give a fraction of"
                + " the whole");
  }
}
