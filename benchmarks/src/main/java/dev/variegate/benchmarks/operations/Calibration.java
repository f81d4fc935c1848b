package dev.variegate.benchmarks.operations;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.transform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.variegate.image.Image;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How fast this machine is by the one on which the peer was measured: the same calls of OpenCV from
 * Java were timed there.
 *
 * @param calls what was timed on both
 */
record Calibration(List<Call> calls) {

  private static final int SIDE = 224;

  /** One call, and how often a second it ran here and beside the peer. */
  record Call(String name, double here, double there) {}

  static Calibration measure(Image image) {
    try (var small = small(image.mat())) {
      return new Calibration(
          List.of(
              new Call("a table on 512x512", rate(() -> looked(image.mat())), 5_100),
              new Call("a bilinear warp to 224x224", rate(() -> warped(image.mat())), 4_800),
              new Call("a 3x4 matrix on 224x224", rate(() -> mixed(small)), 46_000)));
    }
  }

  /** The geometric mean of the calls' ratios. */
  double speed() {
    double logarithms =
        calls.stream().mapToDouble(call -> Math.log(call.here() / call.there())).sum();
    return Math.exp(logarithms / calls.size());
  }

  String text() {
    return calls.stream()
        .map(
            call ->
                String.format(
                    Locale.ROOT,
                    "%s %s here, %s there",
                    call.name(),
                    Turns.rate(call.here()),
                    Turns.rate(call.there())))
        .collect(Collectors.joining("; "));
  }

  private static double rate(Runnable call) {
    return Turns.of(number -> call.run()).ours();
  }

  private static Mat small(Mat mat) {
    var result = new Mat();
    try (var size = new Size(SIDE, SIDE)) {
      resize(mat, result, size);
    }
    return result;
  }

  private static void looked(Mat mat) {
    try (var entries = new BytePointer(new byte[256]);
        var table = new Mat(1, 256, CV_8U, entries);
        var result = new Mat()) {
      LUT(mat, table, result);
    }
  }

  private static void warped(Mat mat) {
    double scale = (double) SIDE / mat.cols();
    try (var rows = new DoublePointer(scale, -0.02, 0, 0.02, scale, 0);
        var map = new Mat(2, 3, CV_64F, rows);
        var size = new Size(SIDE, SIDE);
        var result = new Mat()) {
      warpAffine(mat, result, map, size);
    }
  }

  private static void mixed(Mat mat) {
    try (var rows = new FloatPointer(.9f, .1f, 0, 3, 0, .9f, .1f, 3, .1f, 0, .9f, 3);
        var matrix = new Mat(3, 4, CV_32F, rows);
        var result = new Mat()) {
      transform(mat, result, matrix);
    }
  }
}
