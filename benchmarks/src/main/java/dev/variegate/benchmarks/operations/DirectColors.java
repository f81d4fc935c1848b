package dev.variegate.benchmarks.operations;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_core.transform;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import dev.variegate.form.Step;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Clahe;
import dev.variegate.op.color.ColorJitter;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Gamma;
import dev.variegate.op.color.Grayscale;
import dev.variegate.op.color.Hue;
import dev.variegate.op.color.Invert;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.RgbShift;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.color.Sepia;
import dev.variegate.op.color.Solarize;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** OpenCV's calls that change samples by their value. */
final class DirectColors {

  private static final double WHITE = 255;

  /** OpenCV's 8-bit hues, two degrees each. */
  private static final int HUES = 180;

  private DirectColors() {}

  static Map<Class<?>, DirectCalls.Call<Step>> colors() {
    return new DirectCalls.Table()
        .add(Brightness.At.class, (step, mat) -> scaled(mat, step.factor(), 0))
        .add(Contrast.At.class, (step, mat) -> contrasted(mat, step.factor()))
        .add(Saturation.At.class, (step, mat) -> saturated(mat, step.factor()))
        .add(Hue.At.class, (step, mat) -> hueTurned(mat, step.turns()))
        .add(ColorJitter.At.class, DirectColors::jittered)
        .add(Gamma.At.class, (step, mat) -> table(mat, x -> Math.pow(x, step.gamma())))
        .add(Solarize.At.class, (step, mat) -> table(mat, x -> x < step.threshold() ? x : 1 - x))
        .add(Posterize.At.class, (step, mat) -> posterized(mat, step.bits()))
        .add(Invert.At.class, (step, mat) -> inverted(mat))
        .add(Grayscale.At.class, (step, mat) -> gray(mat))
        .add(Sepia.At.class, (step, mat) -> brown(mat))
        .add(RgbShift.At.class, DirectColors::shifted)
        .add(Equalize.At.class, (step, mat) -> planes(mat, (from, to) -> equalizeHist(from, to)))
        .add(AutoContrast.At.class, (step, mat) -> planes(mat, DirectColors::stretch))
        .add(Clahe.At.class, DirectColors::clahe)
        .calls();
  }

  private static Mat scaled(Mat mat, double factor, double offset) {
    var result = new Mat();
    mat.convertTo(result, -1, factor, offset);
    return result;
  }

  private static Mat contrasted(Mat mat, double factor) {
    try (var gray = new Mat()) {
      cvtColor(mat, gray, COLOR_RGB2GRAY);
      try (var level = mean(gray)) {
        return scaled(mat, factor, (1 - factor) * level.get(0));
      }
    }
  }

  private static Mat saturated(Mat mat, double factor) {
    var result = new Mat();
    try (var gray = gray(mat)) {
      addWeighted(mat, factor, gray, 1 - factor, 0, result, -1);
    }
    return result;
  }

  private static Mat gray(Mat mat) {
    var result = new Mat();
    try (var gray = new Mat()) {
      cvtColor(mat, gray, COLOR_RGB2GRAY);
      cvtColor(gray, result, COLOR_GRAY2RGB);
    }
    return result;
  }

  private static Mat hueTurned(Mat mat, double turns) {
    var result = new Mat();
    try (var hsv = new Mat();
        var parts = new MatVector()) {
      cvtColor(mat, hsv, COLOR_RGB2HSV);
      split(hsv, parts);
      try (var hue = parts.get(0);
          var turned =
              looked(hue, level -> Math.floorMod(Math.round(level + turns * HUES), HUES))) {
        parts.put(0, turned);
        merge(parts, hsv);
      }
      cvtColor(hsv, result, COLOR_HSV2RGB);
    }
    return result;
  }

  /** In the order of brightness, contrast, saturation, hue. */
  private static Mat jittered(ColorJitter.At step, Mat mat) {
    try (var first = scaled(mat, step.brightness(), 0);
        var second = contrasted(first, step.contrast());
        var third = saturated(second, step.saturation())) {
      return hueTurned(third, step.hue());
    }
  }

  private static Mat table(Mat mat, DoubleUnaryOperator function) {
    return looked(mat, level -> Math.rint(function.applyAsDouble(level / WHITE) * WHITE));
  }

  private static Mat looked(Mat mat, DoubleUnaryOperator function) {
    var entries = new byte[256];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (byte) Math.max(0, Math.min(WHITE, function.applyAsDouble(i)));
    }
    var result = new Mat();
    try (var data = new BytePointer(entries);
        var table = new Mat(1, entries.length, CV_8U, data)) {
      LUT(mat, table, result);
    }
    return result;
  }

  private static Mat posterized(Mat mat, int bits) {
    int step = 1 << (8 - bits);
    return looked(mat, level -> Math.floor(level / step) * step);
  }

  private static Mat inverted(Mat mat) {
    var result = new Mat();
    bitwise_not(mat, result);
    return result;
  }

  private static Mat brown(Mat mat) {
    return mixed(mat, 3, 0.393f, 0.769f, 0.189f, 0.349f, 0.686f, 0.168f, 0.272f, 0.534f, 0.131f);
  }

  private static Mat shifted(RgbShift.At step, Mat mat) {
    float red = (float) (step.red() * WHITE);
    float green = (float) (step.green() * WHITE);
    float blue = (float) (step.blue() * WHITE);
    return mixed(mat, 4, 1, 0, 0, red, 0, 1, 0, green, 0, 0, 1, blue);
  }

  private static Mat mixed(Mat mat, int columns, float... rows) {
    var result = new Mat();
    try (var data = new FloatPointer(rows);
        var matrix = new Mat(3, columns, CV_32F, data)) {
      transform(mat, result, matrix);
    }
    return result;
  }

  private static void stretch(Mat from, Mat to) {
    normalize(from, to, 0, WHITE, NORM_MINMAX, -1, null);
  }

  private static Mat planes(Mat mat, BiConsumer<Mat, Mat> change) {
    var result = new Mat();
    try (var parts = new MatVector()) {
      split(mat, parts);
      for (int i = 0; i < parts.size(); i++) {
        try (var plane = parts.get(i)) {
          change.accept(plane, plane);
        }
      }
      merge(parts, result);
    }
    return result;
  }

  private static Mat clahe(Clahe.At step, Mat mat) {
    var result = new Mat();
    try (var lab = new Mat();
        var parts = new MatVector();
        var tiles = new org.bytedeco.opencv.opencv_core.Size(step.tiles(), step.tiles());
        var clahe = createCLAHE(step.clipLimit(), tiles)) {
      cvtColor(mat, lab, COLOR_RGB2Lab);
      split(lab, parts);
      try (var lightness = parts.get(0)) {
        clahe.apply(lightness, lightness);
      }
      merge(parts, lab);
      cvtColor(lab, result, COLOR_Lab2RGB);
    }
    return result;
  }
}
