package dev.variegate.op.adaptation;

import static dev.variegate.op.adaptation.OpponentColors.AXES;
import static dev.variegate.op.adaptation.OpponentColors.CONES;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.kernel.ColorKernelStep;
import dev.variegate.pixel.kernel.Kernels;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** The transfer on 8-bit RGB, in two passes of the kernels. */
final class OpponentBytes {

  private static final double WHITE = SampleType.UINT8.white();

  /** From levels to the logarithms of the cones' responses. */
  private static final List<ColorKernelStep> LOGARITHMS =
      List.of(mix(CONES, 1 / WHITE, 0, 0, 0), ColorKernelStep.log(OpponentColors.MIN));

  private OpponentBytes() {}

  static Mat transferred(Mat mat, OpponentMoments target, double strength) {
    var kernels = Kernels.ofThisJvm();
    var change = OpponentMoments.of(kernels.moments(mat, LOGARITHMS), mat.total()).change(target);
    var stretch = new Homography(change[0], 0, 0, 0, change[5], 0, 0, 0, change[10]);
    var back = AXES.inverse().rows();
    var moved = new double[3];
    for (int i = 0; i < 9; i++) {
      moved[i / 3] += back[i] * change[4 * (i % 3) + 3];
    }
    return kernels.colors(
        mat,
        List.of(
            LOGARITHMS.get(0),
            LOGARITHMS.get(1),
            mix(AXES.then(stretch).then(AXES.inverse()), 1, moved[0], moved[1], moved[2]),
            ColorKernelStep.exp(OpponentColors.MAX),
            mix(CONES.inverse(), WHITE * strength, 0, 0, 0),
            ColorKernelStep.blend(1 - strength)));
  }

  private static ColorKernelStep mix(Homography matrix, double scale, double... offsets) {
    var m = matrix.rows();
    var rows = new double[12];
    for (int i = 0; i < 9; i++) {
      rows[4 * (i / 3) + i % 3] = m[i] * scale;
      rows[4 * (i / 3) + 3] = offsets[i / 3];
    }
    return ColorKernelStep.mix(rows);
  }
}
