package dev.variegate.pixel.kernel;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Several changes of colors in one pass, in floats that hold whole levels, as in {@code colors.c}.
 */
final class JavaColors {

  /** Pixels that are worked on at a time. */
  private static final int CHUNK = 256;

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
          line(red, numbers, number);
          line(green, numbers, number);
          line(blue, numbers, number);
          at = numbers + 2;
        }
        case ColorKernelStep.MATRIX -> {
          matrix(numbers, number);
          at = numbers + 12;
        }
        default -> {
          turn(program[numbers], number);
          at = numbers + 1;
        }
      }
    }
  }

  private void line(float[] plane, int numbers, int number) {
    float slope = program[numbers];
    float offset = program[numbers + 1];
    for (int i = 0; i < number; i++) {
      plane[i] = level(plane[i] * slope + offset);
    }
  }

  private void matrix(int numbers, int number) {
    for (int i = 0; i < number; i++) {
      float r = red[i];
      float g = green[i];
      float b = blue[i];
      red[i] = level(row(numbers, r, g, b));
      green[i] = level(row(numbers + 4, r, g, b));
      blue[i] = level(row(numbers + 8, r, g, b));
    }
  }

  private float row(int at, float r, float g, float b) {
    return program[at] * r + program[at + 1] * g + program[at + 2] * b + program[at + 3];
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

  private static float level(float value) {
    return Math.max(0, Math.min(255, (int) Math.rint(value)));
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
