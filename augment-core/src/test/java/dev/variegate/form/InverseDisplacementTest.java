package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.op.geometric.ElasticTransform;
import dev.variegate.op.geometric.GridDistortion;
import dev.variegate.op.geometric.OpticalDistortion;
import dev.variegate.op.geometric.ThinPlateSpline;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dense map says where each pixel comes from; its points must go the way back. */
class InverseDisplacementTest {

  private static final Size SIZE = new Size(61, 47);
  private static final Interpolation LINEAR = Interpolation.BILINEAR;

  static Stream<Step> strong() {
    return Stream.of(
        new OpticalDistortion.At(0.5, LINEAR, Border.CONSTANT, 0),
        new OpticalDistortion.At(-0.3, LINEAR, Border.CONSTANT, 0),
        new GridDistortion.At(5, 5, 0.9, 3, LINEAR),
        new GridDistortion.At(3, 4, 0.9, 8, LINEAR),
        new ThinPlateSpline.At(4, 3, 1, LINEAR, Border.CONSTANT, 0));
  }

  static Stream<Step> folding() {
    return Stream.of(
        new ElasticTransform.At(3, 6, 1, LINEAR, Border.CONSTANT, 0),
        new ThinPlateSpline.At(4, 5, 1, LINEAR, Border.CONSTANT, 0));
  }

  @ParameterizedTest
  @MethodSource("strong")
  void whatAPixelShowsGoesToThatPixel(Step step) {
    var field = (DisplacementField) step.lower(SIZE);
    var points = field.points().orElseThrow();
    try (var places = field.places()) {
      FloatBuffer shown = places.createBuffer();
      for (int i = 0; i < SIZE.pixels(); i++) {
        var source = new Point(shown.get(2 * i) + 0.5, shown.get(2 * i + 1) + 0.5);
        if (isInside(source)) {
          var moved = points.map(source);
          int row = i / SIZE.width();
          assertThat(moved.x()).isCloseTo(i % SIZE.width() + 0.5, within(0.01));
          assertThat(moved.y()).isCloseTo(row + 0.5, within(0.01));
        }
      }
    }
  }

  /** Of the pixels that show a point of a fold, it goes next to one. */
  @ParameterizedTest
  @MethodSource("folding")
  void aPointOfAFoldGoesWhereItIsSeen(Step step) {
    var field = (DisplacementField) step.lower(SIZE);
    var points = field.points().orElseThrow();
    try (var places = field.places()) {
      FloatBuffer shown = places.createBuffer();
      for (int i = 0; i < SIZE.pixels(); i++) {
        double x = shown.get(2 * i);
        double y = shown.get(2 * i + 1);
        var source = new Point(x + 0.5, y + 0.5);
        if (isInside(source)) {
          var moved = points.map(source);
          int near =
              pixel(moved.x(), SIZE.width()) + pixel(moved.y(), SIZE.height()) * SIZE.width();
          assertThat(Math.hypot(shown.get(2 * near) - x, shown.get(2 * near + 1) - y))
              .isLessThan(1.7 + steepness(shown, near));
        }
      }
    }
  }

  private static boolean isInside(Point source) {
    return source.x() >= 0
        && source.y() >= 0
        && source.x() <= SIZE.width()
        && source.y() <= SIZE.height();
  }

  private static int pixel(double place, int side) {
    return (int) Math.max(0, Math.min(side - 1, Math.floor(place)));
  }

  /** How far a pixel's neighbors read from where it does, at most. */
  private static double steepness(FloatBuffer shown, int pixel) {
    int width = SIZE.width();
    return IntStream.of(-1, 1, -width, width)
        .map(step -> pixel + step)
        .filter(other -> other >= 0 && other < SIZE.pixels())
        .mapToDouble(
            other ->
                Math.hypot(
                    shown.get(2 * other) - shown.get(2 * pixel),
                    shown.get(2 * other + 1) - shown.get(2 * pixel + 1)))
        .max()
        .orElse(0);
  }
}
