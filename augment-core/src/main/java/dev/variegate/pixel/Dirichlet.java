package dev.variegate.pixel;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.RNG;

/** Shares that sum to 1, drawn from the symmetric Dirichlet distribution. */
public final class Dirichlet {

  private static final double MIN = 1e-12;

  /** What numbers are drawn from. */
  private interface Source {
    /** Within (0, 1). */
    double uniform();

    double gaussian();
  }

  private Dirichlet() {}

  /**
   * Draws them; two of them are a Beta variable and what is left of 1.
   *
   * @param alpha above 0; the larger the more even
   */
  public static double[] draw(RNG generator, int number, double alpha) {
    return draw(
        new Source() {
          @Override
          public double uniform() {
            return generator.uniform(MIN, 1.0);
          }

          @Override
          public double gaussian() {
            return generator.gaussian(1);
          }
        },
        number,
        alpha);
  }

  /**
   * Draws a fraction from the Beta distribution whose parameters are both {@code alpha}.
   *
   * @param alpha above 0; the larger the nearer to a half
   */
  public static double beta(RandomGenerator random, double alpha) {
    return draw(
        new Source() {
          @Override
          public double uniform() {
            return random.nextDouble(MIN, 1.0);
          }

          @Override
          public double gaussian() {
            return random.nextGaussian();
          }
        },
        2,
        alpha)[0];
  }

  private static double[] draw(Source source, int number, double alpha) {
    var fractions = new double[number];
    double sum = 0;
    for (int i = 0; i < number; i++) {
      fractions[i] = Math.max(MIN, gamma(source, alpha));
      sum += fractions[i];
    }
    for (int i = 0; i < number; i++) {
      fractions[i] /= sum;
    }
    return fractions;
  }

  /** Source: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
  private static double gamma(Source source, double shape) {
    if (shape < 1) {
      double boost = StrictMath.pow(source.uniform(), 1 / shape);
      return boost * gamma(source, shape + 1);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = source.gaussian();
      double root = 1 + c * x;
      double v = root * root * root;
      double u = source.uniform();
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
