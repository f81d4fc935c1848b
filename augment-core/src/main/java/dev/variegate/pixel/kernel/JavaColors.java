package dev.variegate.pixel.kernel;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Several changes of colors in one pass, in floats that hold whole levels, as in {@code colors.c}.
 */
final class JavaColors {

  /** Pixels that are worked on at a time. */
  private static final int CHUNK = 256;

  /** What is below is 0 to any sample. */
  private static final float NO_POWER = -80;

  /** Sums are kept in so many lanes, so that they are added up in the order of those in C. */
  private static final int LANES = 8;

  private final float[] program;
  private final int parts;

  private final byte[] pixels = new byte[3 * CHUNK];
  private final float[] red = new float[CHUNK];
  private final float[] green = new float[CHUNK];
  private final float[] blue = new float[CHUNK];

  JavaColors(float[] program, int parts) {
    this.program = program;
    this.parts = parts;
  }

  /** The result may be the source. */
  void change(Mat source, Mat result) {
    var from = new ByteRows(source);
    var to = new ByteRows(result);
    for (int y = 0; y < source.rows(); y++) {
      for (int x = 0; x < source.cols(); x += CHUNK) {
        int number = Math.min(CHUNK, source.cols() - x);
        from.read(x, y, number, pixels);
        split(number);
        run(number);
        merge(number);
        to.write(x, y, number, pixels);
      }
    }
  }

  private void split(int number) {
    for (int i = 0; i < number; i++) {
      red[i] = Byte.toUnsignedInt(pixels[3 * i]);
      green[i] = Byte.toUnsignedInt(pixels[3 * i + 1]);
      blue[i] = Byte.toUnsignedInt(pixels[3 * i + 2]);
    }
  }

  private void merge(int number) {
    for (int i = 0; i < number; i++) {
      pixels[3 * i] = (byte) red[i];
      pixels[3 * i + 1] = (byte) green[i];
      pixels[3 * i + 2] = (byte) blue[i];
    }
  }

  private void run(int number) {
    int at = 0;
    for (int part = 0; part < parts; part++) {
      int numbers = at + 1;
      switch ((int) program[at]) {
        case ColorKernelStep.LINE -> {
          float slope = program[numbers];
          float offset = program[numbers + 1];
          each(number, value -> FloatFunctions.level(value * slope + offset));
          at = numbers + 2;
        }
        case ColorKernelStep.MATRIX -> {
          mix(numbers, number);
          each(number, FloatFunctions::level);
          at = numbers + 12;
        }
        case ColorKernelStep.MIX -> {
          mix(numbers, number);
          at = numbers + 12;
        }
        case ColorKernelStep.LOG -> {
          float least = program[numbers];
          each(number, value -> FloatFunctions.log(Math.max(value, least)));
          at = numbers + 1;
        }
        case ColorKernelStep.EXP -> {
          float most = program[numbers];
          each(number, value -> FloatFunctions.exp(Math.max(Math.min(value, most), NO_POWER)));
          at = numbers + 1;
        }
        case ColorKernelStep.BLEND -> {
          blend(program[numbers], number);
          at = numbers + 1;
        }
        default -> {
          turn(program[numbers], number);
          at = numbers + 1;
        }
      }
    }
  }

  private void mix(int numbers, int number) {
    for (int i = 0; i < number; i++) {
      float r = red[i];
      float g = green[i];
      float b = blue[i];
      red[i] = row(numbers, r, g, b);
      green[i] = row(numbers + 4, r, g, b);
      blue[i] = row(numbers + 8, r, g, b);
    }
  }

  private float row(int at, float r, float g, float b) {
    return program[at] * r + program[at + 1] * g + program[at + 2] * b + program[at + 3];
  }

  /** Changes one number. */
  @FunctionalInterface
  private interface Change {
    float of(float value);
  }

  private void each(int number, Change change) {
    for (int i = 0; i < number; i++) {
      red[i] = change.of(red[i]);
      green[i] = change.of(green[i]);
      blue[i] = change.of(blue[i]);
    }
  }

  /** The bytes that the chunk was split from are still there. */
  private void blend(float weight, int number) {
    for (int i = 0; i < number; i++) {
      red[i] = FloatFunctions.level(red[i] + weight * Byte.toUnsignedInt(pixels[3 * i]));
      green[i] = FloatFunctions.level(green[i] + weight * Byte.toUnsignedInt(pixels[3 * i + 1]));
      blue[i] = FloatFunctions.level(blue[i] + weight * Byte.toUnsignedInt(pixels[3 * i + 2]));
    }
  }

  /** HSV's hue by sextants of a turn. */
  private void turn(float sextants, int number) {
    for (int i = 0; i < number; i++) {
      float r = red[i];
      float g = green[i];
      float b = blue[i];
      float most = Math.max(Math.max(r, g), b);
      float least = Math.min(Math.min(r, g), b);
      float depth = most - least;
      float away = most == r ? g - b : most == g ? b - r : r - g;
      float base = most == r ? sextants : most == g ? sextants + 2 : sextants + 4;
      float hue = base + away / Math.max(depth, 1);
      hue = hue - 6 * (float) Math.floor(hue * (1f / 6));
      red[i] = raised(Math.abs(hue - 3) - 1, least, depth);
      green[i] = raised(2 - Math.abs(hue - 2), least, depth);
      blue[i] = raised(2 - Math.abs(hue - 4), least, depth);
    }
  }

  /** A channel at a height of HSV's hexagon, unrolled: from the least to the most channel. */
  private static float raised(float height, float least, float depth) {
    return (float) Math.rint(least + depth * Math.max(Math.min(height, 1), 0));
  }

  double[] moments(Mat source) {
    var from = new ByteRows(source);
    int gapless = source.isContinuous() ? source.rows() : 1;
    int width = source.cols() * gapless;
    var lanes = new double[9][LANES];
    for (int y = 0; y < source.rows() / gapless; y++) {
      for (int x = 0; x < width; x += CHUNK) {
        int number = Math.min(CHUNK, width - x);
        from.read(x, y, number, pixels);
        split(number);
        run(number);
        add(lanes, number);
      }
    }
    return Arrays.stream(lanes).mapToDouble(JavaColors::total).toArray();
  }

  private void add(double[][] lanes, int number) {
    var planes = new float[][] {red, green, blue};
    int next = planes.length;
    for (int i = 0; i < planes.length; i++) {
      for (int at = 0; at < number; at++) {
        lanes[i][at % LANES] += planes[i][at];
      }
      for (int k = i; k < planes.length; k++) {
        for (int at = 0; at < number; at++) {
          lanes[next][at % LANES] += (double) planes[i][at] * planes[k][at];
        }
        next++;
      }
    }
  }

  private static double total(double... lanes) {
    double total = 0;
    for (double lane : lanes) {
      total += lane;
    }
    return total;
  }

  static double[] sums(Mat source) {
    var rows = new ByteRows(source);
    var chunk = new byte[3 * CHUNK];
    var sums = new long[3];
    for (int y = 0; y < source.rows(); y++) {
      for (int x = 0; x < source.cols(); x += CHUNK) {
        int number = Math.min(CHUNK, source.cols() - x);
        rows.read(x, y, number, chunk);
        for (int i = 0; i < 3 * number; i++) {
          sums[i % 3] += Byte.toUnsignedInt(chunk[i]);
        }
      }
    }
    return new double[] {sums[0], sums[1], sums[2]};
  }
}
