package dev.variegate.op;

import java.util.Arrays;

/** The formulas of {@code colors.c}, one pixel at a time. */
public final class ColorFormula {

  private ColorFormula() {}

  public static int[] turned(byte[] samples, int at, double turns) {
    float sextants = (float) (6 * (turns - Math.floor(turns)));
    float r = Byte.toUnsignedInt(samples[at]);
    float g = Byte.toUnsignedInt(samples[at + 1]);
    float b = Byte.toUnsignedInt(samples[at + 2]);
    float most = Math.max(Math.max(r, g), b);
    float least = Math.min(Math.min(r, g), b);
    float depth = most - least;
    float away = most == r ? g - b : most == g ? b - r : r - g;
    float base = most == r ? sextants : most == g ? sextants + 2 : sextants + 4;
    float hue = base + away / Math.max(depth, 1);
    hue = hue - 6 * ((float) Math.floor(hue * (1f / 6)));
    return new int[] {
      raised(Math.abs(hue - 3) - 1, least, depth),
      raised(2 - Math.abs(hue - 2), least, depth),
      raised(2 - Math.abs(hue - 4), least, depth)
    };
  }

  private static int raised(float height, float least, float depth) {
    return (int) Math.rint(least + depth * Math.max(Math.min(height, 1), 0));
  }

  public static int[] lined(int[] pixel, double slope, double offset) {
    return Arrays.stream(pixel).map(v -> level(v * (float) slope + (float) offset)).toArray();
  }

  public static int[] mixed(int[] pixel, double[] rows) {
    var result = new int[3];
    for (int k = 0; k < 3; k++) {
      float sum = (float) rows[4 * k] * pixel[0];
      sum += (float) rows[4 * k + 1] * pixel[1];
      sum += (float) rows[4 * k + 2] * pixel[2];
      result[k] = level(sum + (float) rows[4 * k + 3]);
    }
    return result;
  }

  private static int level(float value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value)));
  }

  /** Through HSV in doubles, as Smith, "Color Gamut Transform Pairs", 1978, has it. */
  public static double[] hsv(byte[] samples, int at, double turns) {
    double r = Byte.toUnsignedInt(samples[at]);
    double g = Byte.toUnsignedInt(samples[at + 1]);
    double b = Byte.toUnsignedInt(samples[at + 2]);
    double value = Math.max(r, Math.max(g, b));
    double depth = value - Math.min(r, Math.min(g, b));
    double hue = 0;
    if (depth > 0) {
      hue = value == r ? (g - b) / depth : value == g ? 2 + (b - r) / depth : 4 + (r - g) / depth;
    }
    double turned = hue + 6 * turns + 12;
    double sextant = turned % 6;
    double part = sextant - Math.floor(sextant);
    double p = value - depth;
    double q = value - depth * part;
    double t = value - depth * (1 - part);
    return switch ((int) sextant) {
      case 0 -> new double[] {value, t, p};
      case 1 -> new double[] {q, value, p};
      case 2 -> new double[] {p, value, t};
      case 3 -> new double[] {p, q, value};
      case 4 -> new double[] {t, p, value};
      default -> new double[] {value, p, q};
    };
  }
}
