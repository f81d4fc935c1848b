package dev.variegate.benchmarks.operations;

import static org.bytedeco.opencv.global.opencv_calib3d.initUndistortRectifyMap;
import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.geometric.Affine;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Letterbox;
import dev.variegate.op.geometric.OpticalDistortion;
import dev.variegate.op.geometric.Pad;
import dev.variegate.op.geometric.Perspective;
import dev.variegate.op.geometric.RandomResizedCrop;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Scale;
import dev.variegate.op.geometric.Shear;
import dev.variegate.op.geometric.Translate;
import dev.variegate.op.geometric.Transpose;
import dev.variegate.pixel.Homography;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** OpenCV's calls that move pixels; beyond the edge the image is mirrored. */
final class DirectMoves {

  private DirectMoves() {}

  static Map<Class<?>, DirectCalls.Call<Step>> moves() {
    return new DirectCalls.Table()
        .add(Flip.At.class, (step, mat) -> flipped(mat, step.axis()))
        .add(Rotate90.At.class, (step, mat) -> turned(mat, step.quarterTurns()))
        .add(Transpose.At.class, (step, mat) -> transposed(mat))
        .add(Rotate.At.class, DirectMoves::warped)
        .add(Scale.At.class, DirectMoves::warped)
        .add(Shear.At.class, DirectMoves::warped)
        .add(Translate.At.class, DirectMoves::warped)
        .add(Affine.At.class, DirectMoves::warped)
        .add(Perspective.At.class, DirectMoves::warped)
        .add(OpticalDistortion.At.class, (step, mat) -> undistorted(mat, step.k()))
        .add(Resize.At.class, (step, mat) -> resized(mat, step.width(), step.height()))
        .add(Crop.At.class, (s, mat) -> cropped(mat, s.x(), s.y(), s.width(), s.height()))
        .add(Pad.At.class, (step, mat) -> padded(mat, step.width(), step.height()))
        .add(Letterbox.At.class, DirectMoves::letterboxed)
        .add(RandomResizedCrop.At.class, DirectMoves::croppedAndResized)
        .calls();
  }

  private static Mat flipped(Mat mat, Flip.Axis axis) {
    var result = new Mat();
    flip(mat, result, axis == Flip.Axis.HORIZONTAL ? 1 : 0);
    return result;
  }

  private static Mat turned(Mat mat, int quarters) {
    var result = new Mat();
    switch (quarters) {
      case 1 -> rotate(mat, result, ROTATE_90_COUNTERCLOCKWISE);
      case 2 -> rotate(mat, result, ROTATE_180);
      case 3 -> rotate(mat, result, ROTATE_90_CLOCKWISE);
      default -> mat.copyTo(result);
    }
    return result;
  }

  private static Mat transposed(Mat mat) {
    var result = new Mat();
    transpose(mat, result);
    return result;
  }

  private static Mat warped(Step step, Mat mat) {
    var size = new Size(mat.cols(), mat.rows());
    var matrix = ((Geometric) step.lower(size)).matrix();
    var result = new Mat();
    try (var to = new org.bytedeco.opencv.opencv_core.Size(mat.cols(), mat.rows());
        var black = new Scalar(0);
        var rows = new DoublePointer(rows(matrix))) {
      if (matrix.isAffine()) {
        try (var map = new Mat(2, 3, CV_64F, rows)) {
          warpAffine(mat, result, map, to, INTER_LINEAR, BORDER_REFLECT_101, black);
        }
      } else {
        try (var map = new Mat(3, 3, CV_64F, rows)) {
          warpPerspective(mat, result, map, to, INTER_LINEAR, BORDER_REFLECT_101, black);
        }
      }
    }
    return result;
  }

  private static double[] rows(Homography m) {
    return new double[] {m.xx(), m.xy(), m.x1(), m.yx(), m.yy(), m.y1(), m.wx(), m.wy(), m.w1()};
  }

  /** The lens of the peer: focal length and center are those of the image. */
  private static Mat undistorted(Mat mat, double k) {
    var result = new Mat();
    double width = mat.cols();
    double height = mat.rows();
    try (var lens = new DoublePointer(width, 0, width / 2, 0, height, height / 2, 0, 0, 1);
        var camera = new Mat(3, 3, CV_64F, lens);
        var bend = new DoublePointer(k, k, 0, 0, 0);
        var coefficients = new Mat(1, 5, CV_64F, bend);
        var none = new Mat();
        var size = new org.bytedeco.opencv.opencv_core.Size(mat.cols(), mat.rows());
        var across = new Mat();
        var down = new Mat();
        var black = new Scalar(0)) {
      initUndistortRectifyMap(camera, coefficients, none, camera, size, CV_32F, across, down);
      remap(mat, result, across, down, INTER_LINEAR, BORDER_REFLECT_101, black);
    }
    return result;
  }

  private static Mat resized(Mat mat, int width, int height) {
    var result = new Mat();
    try (var size = new org.bytedeco.opencv.opencv_core.Size(width, height)) {
      resize(mat, result, size, 0, 0, INTER_LINEAR);
    }
    return result;
  }

  private static Mat cropped(Mat mat, int x, int y, int width, int height) {
    try (var window = new Rect(x, y, width, height);
        var part = mat.apply(window)) {
      return part.clone();
    }
  }

  private static Mat croppedAndResized(RandomResizedCrop.At step, Mat mat) {
    try (var window = new Rect(step.x(), step.y(), step.width(), step.height());
        var part = mat.apply(window)) {
      return resized(part, step.outputWidth(), step.outputHeight());
    }
  }

  private static Mat padded(Mat mat, int width, int height) {
    var result = new Mat();
    int left = (width - mat.cols()) / 2;
    int top = (height - mat.rows()) / 2;
    try (var black = new Scalar(0)) {
      int right = width - mat.cols() - left;
      int bottom = height - mat.rows() - top;
      copyMakeBorder(mat, result, top, bottom, left, right, BORDER_CONSTANT, black);
    }
    return result;
  }

  private static Mat letterboxed(Letterbox.At step, Mat mat) {
    double scale =
        Math.min((double) step.width() / mat.cols(), (double) step.height() / mat.rows());
    int width = (int) Math.rint(scale * mat.cols());
    int height = (int) Math.rint(scale * mat.rows());
    try (var small = resized(mat, width, height)) {
      return padded(small, step.width(), step.height());
    }
  }
}
