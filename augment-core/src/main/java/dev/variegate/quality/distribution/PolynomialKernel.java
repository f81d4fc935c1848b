package dev.variegate.quality.distribution;

/** The kernel {@code (x'y / d + 1)^3} of KID (Binkowski et al., "Demystifying MMD GANs", 2018). */
final class PolynomialKernel {

  private PolynomialKernel() {}

  /**
   * The sum over pairs of vectors.
   *
   * @param products {@code [rows, columns]}
   * @param width numbers of a vector
   * @param skipDiagonal whether a vector is no pair with itself
   */
  static double sum(double[] products, int columns, int width, boolean skipDiagonal) {
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      if (!skipDiagonal || i / columns != i % columns) {
        double base = products[i] / width + 1;
        sum += base * base * base;
      }
    }
    return sum;
  }
}
