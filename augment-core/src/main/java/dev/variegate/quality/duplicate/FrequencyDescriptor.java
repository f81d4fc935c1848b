package dev.variegate.quality.duplicate;

import static dev.variegate.quality.duplicate.LumaThumbnail.AREA;
import static dev.variegate.quality.duplicate.LumaThumbnail.SIDE;

/**
 * The lowest frequencies of a plane, by the discrete cosine transform (DCT-II), but for its mean,
 * divided by its deviation: neither brightness nor contrast changes them.
 */
final class FrequencyDescriptor {

  private static final int FREQUENCIES = 6;

  /** Numbers of a descriptor. */
  static final int LENGTH = FREQUENCIES * FREQUENCIES - 1;

  private static final double[][] COSINES = new double[FREQUENCIES][SIDE];

  static {
    for (int k = 0; k < FREQUENCIES; k++) {
      for (int i = 0; i < SIDE; i++) {
        COSINES[k][i] =
            StrictMath.cos(Math.PI * (i + 0.5) * k / SIDE) / (k == 0 ? 1.4142135623730951 : 1);
      }
    }
  }

  private FrequencyDescriptor() {}

  /** Zeros of a flat plane. */
  static double[] of(float[] plane) {
    var rows = new double[SIDE][FREQUENCIES];
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int i = 0; i < SIDE; i++) {
        double value = plane[row * SIDE + i];
        sum += value;
        squares += value * value;
        for (int k = 0; k < FREQUENCIES; k++) {
          rows[row][k] += value * COSINES[k][i];
        }
      }
    }
    double deviation = Math.sqrt(Math.max(0, squares / AREA - sum / AREA * (sum / AREA)));
    double scale = deviation < Registration.FLAT ? 0 : 1 / (deviation * SIDE);
    var numbers = new double[LENGTH];
    for (int down = 0; down < FREQUENCIES; down++) {
      for (int across = 0; across < FREQUENCIES; across++) {
        if (down + across > 0) {
          double number = 0;
          for (int row = 0; row < SIDE; row++) {
            number += rows[row][across] * COSINES[down][row];
          }
          numbers[down * FREQUENCIES + across - 1] = number * scale;
        }
      }
    }
    return numbers;
  }
}
