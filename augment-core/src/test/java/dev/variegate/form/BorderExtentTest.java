package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class BorderExtentTest {

  private static final int MAX = 4;
  private static final Size SIZE = new Size(40, 30);

  @Property(tries = 60)
  void showsWhatOpenCvSeesBeyondTheEdges(
      @ForAll @DoubleRange(min = -40, max = 40) double degrees,
      @ForAll @DoubleRange(min = 0.7, max = 1.5) double scale,
      @ForAll Border border) {
    var seen = border == Border.CONSTANT ? Border.WRAP : border;
    var matrix =
        Rotate.matrix(degrees).then(Homography.affine(scale, 0, 0, 0, scale, 0)).aboutCenter(SIZE);
    var form = Geometric.inPlace(SIZE, matrix, new SamplingMode(Interpolation.BILINEAR, seen, 0));
    try (var image = waves();
        var made = form.apply(image);
        var asked = asked(image, matrix, seen)) {
      var samples = TestImages.samples(made);
      var expected = TestImages.samples(asked);
      for (int i = 0; i < samples.length; i++) {
        // Both round places to a 32nd of a pixel, and may round one place to either side.
        assertThat(samples[i]).isCloseTo(expected[i], within(MAX));
      }
    }
  }

  private static Image waves() {
    var fractions = new double[SIZE.width() * SIZE.height()];
    for (int i = 0; i < fractions.length; i++) {
      int row = i / SIZE.width();
      double wave = StrictMath.sin(i % SIZE.width() / 6.0) + StrictMath.cos(row / 5.0);
      fractions[i] = 0.5 + 0.05 * wave;
    }
    return TestImages.of(SIZE.width(), SIZE.height(), 1, SampleType.UINT8, fractions);
  }

  private static Image asked(Image image, Homography matrix, Border border) {
    var result = new Mat();
    try (var data = new DoublePointer(matrix.rows());
        var map = new Mat(2, 3, CV_64F, data);
        var size = new org.bytedeco.opencv.opencv_core.Size(SIZE.width(), SIZE.height());
        var black = new Scalar(0)) {
      warpAffine(image.mat(), result, map, size, INTER_LINEAR, border.flag(), black);
    }
    return Image.own(result);
  }

  @Test
  void isNoneForMapsThatSeeFarAway() {
    var far = Homography.affine(50, 0, 0, 0, 50, 0);
    assertThat(BorderExtent.of(far, SIZE, SIZE)).isEmpty();
    var endless = new Homography(1, 0, 0, 0, 1, 0, -1 / 20.0, 0, 1);
    assertThat(BorderExtent.of(endless, SIZE, SIZE)).isEmpty();
    var acrossTheHorizon = new Homography(0.1, 0, 0, 0, 0.1, 0, -1 / 19.0, 0, 1);
    assertThat(BorderExtent.of(acrossTheHorizon, SIZE, SIZE)).isEmpty();
  }

  @Test
  void isNoneForSmallResults() {
    assertThat(BorderExtent.of(Homography.shift(-2, 0), SIZE, new Size(10, 10))).isEmpty();
  }
}
