package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import dev.variegate.form.SamplingGrid;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;

/** Rows of a part of a larger image do not follow each other without a gap. */
class KernelsOnPartsTest {

  @Test
  void readAndWritePartsOfLargerImages() {
    var table = new byte[256];
    Seeds.generator(2, "table", 1, 0).nextBytes(table);
    for (var kernels : List.of(NativeKernels.ofThisMachine(), new JavaKernels())) {
      assertPartIsSeenAsItsCopy(mat -> warped(kernels, mat));
      assertPartIsSeenAsItsCopy(mat -> remapped(kernels, mat));
      assertPartIsSeenAsItsCopy(mat -> kernels.filter(mat, 3, smear()));
      assertPartIsSeenAsItsCopy(mat -> kernels.convolve(mat, 1, 0.2f, 0.1f, 0.1f, 0.1f));
      assertPartIsSeenAsItsCopy(mat -> kernels.zooms(mat, 1.1, 1.7));
      assertPartIsSeenAsItsCopy(mat -> kernels.grain(mat, GrainNoise.ofVariance(9), 3));
      assertPartIsSeenAsItsCopy(mat -> kernels.lookUp(mat, table));
      assertPartIsSeenAsItsCopy(mat -> kernels.colors(mat, List.of(ColorKernelStep.hue(0.3))));
      assertPartIsSeenAsItsCopy(mat -> colored(kernels, mat));
      assertPartIsSeenAsItsCopy(mat -> summed(kernels, mat));
    }
  }

  @Test
  void refuseWhatTheKernelsInCHaveNoRoomFor() {
    var kernels = new JavaKernels();
    try (var source = noise(50, 40)) {
      assertThatThrownBy(() -> kernels.zooms(source.mat(), new double[17]))
          .hasMessage("Kernel is given scales that it has no room for; see what it takes");
      assertThatThrownBy(() -> kernels.convolve(source.mat(), 1, 1f))
          .hasMessage("Kernel is given weights that it has no room for; see what it takes");
    }
  }

  private static void assertPartIsSeenAsItsCopy(UnaryOperator<Mat> change) {
    try (var whole = noise(50, 40);
        var rect = new Rect(7, 5, 30, 20);
        var part = new Mat(whole.mat(), rect);
        var apart = Image.own(part.clone());
        var ofPart = Image.own(change.apply(part));
        var ofCopy = Image.own(change.apply(apart.mat()))) {
      assertThat(ofPart.sameSamples(ofCopy)).isTrue();
    }
  }

  private static Mat warped(Kernels kernels, Mat mat) {
    return kernels.warp(
        mat, Rotate.matrix(20).rows(), new Size(30, 20), new BorderMode(Border.REFLECT101, 0));
  }

  /** With a map that is a part, too. */
  private static Mat remapped(Kernels kernels, Mat mat) {
    var size = new Size(60, 40);
    var pairs = new float[Math.toIntExact(2 * size.pixels())];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = i % 77 * 0.37f - 4;
    }
    try (var rect = new Rect(9, 2, 30, 20);
        var whole = SamplingGrid.matrix(size, pairs);
        var map = new Mat(whole, rect)) {
      return kernels.remap(mat, map, true, new BorderMode(Border.WRAP, 0));
    }
  }

  private static List<FilterTap> smear() {
    return List.of(
        new FilterTap(-3, 2, 0.25), new FilterTap(0, 0, 0.5), new FilterTap(3, -1, 0.25));
  }

  /** Changes it where it lies. */
  private static Mat colored(Kernels kernels, Mat mat) {
    kernels.color(mat, List.of(ColorKernelStep.line(0.7, 31), ColorKernelStep.hue(0.3)));
    return mat.clone();
  }

  private static Mat summed(Kernels kernels, Mat mat) {
    try (var sums = new DoublePointer(kernels.sums(mat));
        var row = new Mat(1, 3, CV_64F, sums)) {
      var result = new Mat();
      row.convertTo(result, CV_32F);
      return result;
    }
  }

  private static Image noise(int width, int height) {
    var samples = new byte[3 * width * height];
    Seeds.generator(1, "part", 1, 0).nextBytes(samples);
    return Image.ofBytes(width, height, 3, samples);
  }
}
