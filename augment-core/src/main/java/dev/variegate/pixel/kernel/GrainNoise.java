package dev.variegate.pixel.kernel;

/**
 * Normal noise for {@link Kernels#grain}, whose variance is a square of the level.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class GrainNoise {

  private static final float[] APART = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};

  /** The variance's three shares, then the matrix. */
  private final float[] numbers = new float[3 + APART.length];

  private GrainNoise(double linear, double square, float[] matrix) {
    numbers[1] = (float) linear;
    numbers[2] = (float) square;
    System.arraycopy(matrix, 0, numbers, 3, matrix.length);
  }

  /** Independent for each sample, with a variance of the level times {@code variance}. */
  public static GrainNoise ofVariance(double variance) {
    return new GrainNoise(variance, 0, APART);
  }

  /**
   * A fraction of the level.
   *
   * @param rows three rows of three weights of a pixel's three numbers; of gray the first
   */
  public static GrainNoise ofFractions(float... rows) {
    var matrix = new float[APART.length];
    for (int i = 0; i < rows.length; i++) {
      matrix[4 * (i / 3) + i % 3] = rows[i];
    }
    return new GrainNoise(0, 1, matrix);
  }

  float[] numbers() {
    return numbers.clone();
  }
}
