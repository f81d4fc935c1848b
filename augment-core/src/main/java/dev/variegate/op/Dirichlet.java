package dev.variegate.op;

import org.bytedeco.opencv.opencv_core.RNG;

/** Shares that sum to 1, drawn from the symmetric Dirichlet distribution. */
final class Dirichlet {

  private static final double LEAST = 1e-12;

  private Dirichlet() {}

  /**
   * Draws them; two of them are a Beta variable and what is left of 1.
   *
   * @param alpha above 0; the larger the more even
   */
  static double[] draw(RNG generator, int number, double alpha) {
    var shares = new double[number];
    double sum = 0;
    for (int i = 0; i < number; i++) {
      shares[i] = Math.max(LEAST, gamma(generator, alpha));
      sum += shares[i];
    }
    for (int i = 0; i < number; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** Source: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
  private static double gamma(RNG generator, double shape) {
    if (shape < 1) {
      double boost = StrictMath.pow(generator.uniform(LEAST, 1.0), 1 / shape);
      return boost * gamma(generator, shape + 1);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = generator.gaussian(1);
      double root = 1 + c * x;
      double v = root * root * root;
      double u = generator.uniform(LEAST, 1.0);
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
