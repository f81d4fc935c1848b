package dev.variegate.benchmarks.operations;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.randn;
import static org.bytedeco.opencv.global.opencv_core.randu;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.variegate.form.Step;
import dev.variegate.op.blur.BoxBlur;
import dev.variegate.op.blur.Emboss;
import dev.variegate.op.blur.MedianBlur;
import dev.variegate.op.blur.MotionBlur;
import dev.variegate.op.blur.Sharpen;
import dev.variegate.op.blur.UnsharpMask;
import dev.variegate.op.dropout.Cutout;
import dev.variegate.op.dropout.RandomErasing;
import dev.variegate.op.noise.Downscale;
import dev.variegate.op.noise.GaussianNoise;
import dev.variegate.op.noise.JpegCompression;
import dev.variegate.op.noise.MultiplicativeNoise;
import dev.variegate.op.noise.WebpCompression;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** OpenCV's calls that look at neighbors, add noise, compress or cover. */
final class DirectFilters {

  private static final double WHITE = 255;

  private DirectFilters() {}

  static Map<Class<?>, DirectCalls.Call<Step>> filters() {
    return new DirectCalls.Table()
        .add(
            dev.variegate.op.blur.GaussianBlur.At.class, (step, mat) -> gaussian(mat, step.sigma()))
        .add(BoxBlur.At.class, (step, mat) -> box(mat, 2 * step.radius() + 1))
        .add(MedianBlur.At.class, (step, mat) -> median(mat, 2 * step.radius() + 1))
        .add(MotionBlur.At.class, DirectFilters::motion)
        .add(Sharpen.At.class, (step, mat) -> sharpened(mat, (float) step.alpha()))
        .add(Emboss.At.class, (step, mat) -> embossed(mat, (float) step.strength()))
        .add(UnsharpMask.At.class, DirectFilters::unsharp)
        .add(Downscale.At.class, (step, mat) -> coarse(mat, step.scale()))
        .add(GaussianNoise.At.class, (step, mat) -> noisy(mat, step.deviation()))
        .add(MultiplicativeNoise.At.class, (step, mat) -> multiplied(mat, step.spread()))
        .add(
            JpegCompression.At.class,
            (step, mat) -> coded(mat, ".jpg", IMWRITE_JPEG_QUALITY, step.quality()))
        .add(
            WebpCompression.At.class,
            (step, mat) -> coded(mat, ".webp", IMWRITE_WEBP_QUALITY, step.quality()))
        .add(Cutout.At.class, (s, mat) -> covered(mat, s.x(), s.y(), s.side(), s.side()))
        .add(RandomErasing.At.class, (s, mat) -> covered(mat, s.x(), s.y(), s.width(), s.height()))
        .calls();
  }

  private static Mat gaussian(Mat mat, double sigma) {
    int side = (int) Math.rint(6 * sigma + 1) | 1;
    var result = new Mat();
    try (var kernel = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
      GaussianBlur(mat, result, kernel, sigma, sigma, BORDER_REFLECT_101, 0);
    }
    return result;
  }

  private static Mat box(Mat mat, int side) {
    var result = new Mat();
    try (var kernel = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
      blur(mat, result, kernel);
    }
    return result;
  }

  private static Mat median(Mat mat, int side) {
    var result = new Mat();
    medianBlur(mat, result, side);
    return result;
  }

  /** A horizontal line turned by its angle, as in every tutorial. */
  private static Mat motion(MotionBlur.At step, Mat mat) {
    int side = 2 * step.radius() + 1;
    var line = new float[side * side];
    Arrays.fill(line, side * step.radius(), side * (step.radius() + 1), 1f / side);
    try (var data = new FloatPointer(line);
        var kernel = new Mat(side, side, CV_32F, data);
        var center = new Point2f(step.radius(), step.radius());
        var turn = getRotationMatrix2D(center, step.degrees(), 1);
        var turned = new Mat();
        var size = new org.bytedeco.opencv.opencv_core.Size(side, side)) {
      warpAffine(kernel, turned, turn, size);
      return filtered(mat, turned);
    }
  }

  private static Mat sharpened(Mat mat, float alpha) {
    float middle = 1 + 8 * alpha;
    return filtered(mat, -alpha, -alpha, -alpha, -alpha, middle, -alpha, -alpha, -alpha, -alpha);
  }

  private static Mat embossed(Mat mat, float strength) {
    return filtered(
        mat, -1 - strength, -strength, 0, -strength, 1, strength, 0, strength, 1 + strength);
  }

  private static Mat filtered(Mat mat, float... weights) {
    try (var data = new FloatPointer(weights);
        var kernel = new Mat(3, 3, CV_32F, data)) {
      return filtered(mat, kernel);
    }
  }

  private static Mat filtered(Mat mat, Mat kernel) {
    var result = new Mat();
    try (var middle = new Point(-1, -1)) {
      filter2D(mat, result, -1, kernel, middle, 0, BORDER_REFLECT_101);
    }
    return result;
  }

  private static Mat unsharp(UnsharpMask.At step, Mat mat) {
    var result = new Mat();
    try (var blurred = gaussian(mat, step.sigma())) {
      addWeighted(mat, 1 + step.amount(), blurred, -step.amount(), 0, result, -1);
    }
    return result;
  }

  private static Mat coarse(Mat mat, double scale) {
    var result = new Mat();
    try (var small = new Mat();
        var none = new org.bytedeco.opencv.opencv_core.Size();
        var full = new org.bytedeco.opencv.opencv_core.Size(mat.cols(), mat.rows())) {
      resize(mat, small, none, scale, scale, INTER_AREA);
      resize(small, result, full, 0, 0, INTER_NEAREST);
    }
    return result;
  }

  private static Mat noisy(Mat mat, double deviation) {
    var result = new Mat();
    try (var noise = new Mat(mat.rows(), mat.cols(), CV_16SC(mat.channels()));
        var mean = new Mat(1, 1, CV_32F, new Scalar(0));
        var spread = new Mat(1, 1, CV_32F, new Scalar(deviation * WHITE));
        var everywhere = new Mat()) {
      randn(noise, mean, spread);
      add(mat, noise, result, everywhere, CV_8U);
    }
    return result;
  }

  private static Mat multiplied(Mat mat, double spread) {
    var result = new Mat();
    try (var factors = new Mat(mat.rows(), mat.cols(), CV_32FC(mat.channels()));
        var low = new Mat(1, 1, CV_32F, new Scalar(1 - spread));
        var high = new Mat(1, 1, CV_32F, new Scalar(1 + spread))) {
      randu(factors, low, high);
      multiply(mat, factors, result, 1, CV_8U);
    }
    return result;
  }

  /** In OpenCV's color order, as it lies there. */
  private static Mat coded(Mat mat, String format, int parameter, int quality) {
    try (var parameters = new IntPointer(parameter, quality);
        var encoded = new BytePointer()) {
      imencode(format, mat, encoded, parameters);
      try (var input = new Mat(1, Math.toIntExact(encoded.limit()), CV_8U, encoded)) {
        return imdecode(input, IMREAD_COLOR);
      }
    }
  }

  private static Mat covered(Mat mat, int x, int y, int width, int height) {
    var result = mat.clone();
    int left = Math.max(0, x);
    int top = Math.max(0, y);
    int right = Math.min(mat.cols(), x + width);
    int bottom = Math.min(mat.rows(), y + height);
    if (right > left && bottom > top) {
      try (var window = new Rect(left, top, right - left, bottom - top);
          var part = result.apply(window);
          var black = new Mat(1, 1, CV_8U, new Scalar(0))) {
        part.setTo(black);
      }
    }
    return result;
  }
}
