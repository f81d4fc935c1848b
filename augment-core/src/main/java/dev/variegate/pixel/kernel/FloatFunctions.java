package dev.variegate.pixel.kernel;

/** Functions of floats by sums and products alone, as in {@code numbers.c}. */
final class FloatFunctions {

  /** Two numbers that sum to the logarithm of 2; multiples of the first are exact. */
  private static final float LN2_HIGH = 0.6933594f;

  private static final float LN2_LOW = -2.1219444e-4f;

  private static final float LOG2_E = 1.442695f;

  /** The bits of the root of 1/2, between which and that of 2 the rest of a logarithm is taken. */
  private static final int ROOT_HALF = 0x3f3504f3;

  private static final int MANTISSA = 23;

  private FloatFunctions() {}

  /** The level that is next, 0..255. */
  static float level(float value) {
    return Math.max(0, Math.min(255, (int) Math.rint(value)));
  }

  /** Of a normal number above 0. */
  static float log(float value) {
    int bits = Float.floatToRawIntBits(value);
    int power = (bits - ROOT_HALF) >> MANTISSA;
    float m = Float.intBitsToFloat(bits - (power << MANTISSA));
    float s = (m - 1) / (m + 1);
    float q = s * s;
    float tail = q * (1 / 3f + q * (1 / 5f + q * (1 / 7f + q * (1 / 9f))));
    return power * LN2_HIGH + (2 * s + (2 * s * tail + power * LN2_LOW));
  }

  /** Of -80..80. */
  static float exp(float value) {
    float n = (float) Math.rint(value * LOG2_E);
    float r = value - n * LN2_HIGH - n * LN2_LOW;
    float series = 1 / 24f + r * (1 / 120f + r * (1 / 720f + r * (1 / 5040f)));
    float rest = 1 + (r + r * r * (0.5f + r * (1 / 6f + r * series)));
    return rest * Float.intBitsToFloat(((int) n + Float.MAX_EXPONENT) << MANTISSA);
  }

  /** Of an angle within an eighth of a turn. */
  static float sin(float angle) {
    float s = angle * angle;
    return angle + angle * s * (-1 / 6f + s * (1 / 120f + s * (-1 / 5040f + s * (1 / 362880f))));
  }

  /** Of an angle within an eighth of a turn. */
  static float cos(float angle) {
    float s = angle * angle;
    return 1 + s * (-0.5f + s * (1 / 24f + s * (-1 / 720f + s * (1 / 40320f))));
  }
}
