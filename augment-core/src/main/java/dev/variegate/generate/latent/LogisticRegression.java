package dev.variegate.generate.latent;

import java.util.Arrays;

/**
 * The hyperplane between two kinds of points: logistic regression with a small quadratic penalty,
 * by Newton's method with halved steps.
 *
 * <p>InterFaceGAN (Shen et al., CVPR 2020, section 3) takes a linear support vector machine; the
 * plane is of the same kind, and this one has a single solution that is the same on every machine
 * to the digits that count.
 */
final class LogisticRegression {

  /** Beyond, one step would take minutes and gigabytes. */
  static final int MAX_NUMBERS = 2048;

  private static final double PENALTY = 1;
  private static final int MAX_STEPS = 50;
  private static final double STILL = 1e-10;

  private final double[][] rows;
  private final double[] signs;
  private final double scale;

  private LogisticRegression(double[][] points, boolean[] positive) {
    var mean = VectorMath.mean(points);
    double squares = 0;
    this.rows = new double[points.length][];
    this.signs = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      rows[i] = Arrays.copyOf(points[i], mean.length + 1);
      for (int j = 0; j < mean.length; j++) {
        rows[i][j] -= mean[j];
        squares += rows[i][j] * rows[i][j];
      }
      signs[i] = positive[i] ? 1 : -1;
    }
    // Of the same size whatever the unit of the numbers, so that the penalty is too.
    this.scale = Math.sqrt(squares / points.length / mean.length);
    for (var row : rows) {
      for (int j = 0; j < mean.length; j++) {
        row[j] /= scale == 0 ? 1 : scale;
      }
      row[mean.length] = 1; // for the offset of the plane
    }
  }

  /**
   * The normal of the plane, toward the positive points; its length means nothing.
   *
   * @throws IllegalArgumentException if one kind is missing, or the points have too many numbers
   */
  static double[] normal(double[][] points, boolean[] positive) {
    long count = 0;
    for (boolean one : positive) {
      count += one ? 1 : 0;
    }
    if (count == 0 || count == points.length) {
      throw new IllegalArgumentException(
          "Direction is to be found between %d and %d images but must be some of both kinds; check the labels"
              .formatted(count, points.length - count));
    }
    if (points[0].length > MAX_NUMBERS) {
      throw new IllegalArgumentException(
          "Latents have %d numbers but must be %d at most for a direction from labels; take principal components or a model of fewer"
              .formatted(points[0].length, MAX_NUMBERS));
    }
    return new LogisticRegression(points, positive).solve();
  }

  private double[] solve() {
    var weights = new double[rows[0].length];
    for (int step = 0; step < MAX_STEPS; step++) {
      var move = newton(weights);
      double before = loss(weights);
      double part = 1;
      var next = moved(weights, move, part);
      while (loss(next) > before && part > STILL) {
        part /= 2;
        next = moved(weights, move, part);
      }
      weights = next;
      if (VectorMath.norm(move) * part <= STILL * (1 + VectorMath.norm(weights))) {
        break;
      }
    }
    return Arrays.copyOf(weights, weights.length - 1);
  }

  private static double[] moved(double[] weights, double[] move, double part) {
    var next = weights.clone();
    VectorMath.add(next, -part, move);
    return next;
  }

  private double loss(double[] weights) {
    double loss = 0;
    for (int j = 0; j < weights.length - 1; j++) {
      loss += PENALTY / 2 * weights[j] * weights[j];
    }
    for (int i = 0; i < rows.length; i++) {
      double margin = signs[i] * VectorMath.dot(rows[i], weights);
      loss +=
          margin > 0
              ? StrictMath.log1p(StrictMath.exp(-margin))
              : StrictMath.log1p(StrictMath.exp(margin)) - margin;
    }
    return loss;
  }

  /** The gradient divided by the matrix of second derivatives. */
  private double[] newton(double[] weights) {
    int n = weights.length;
    var gradient = VectorMath.times(weights, PENALTY);
    gradient[n - 1] = 0; // the offset is free
    var second = new double[n][n];
    for (int j = 0; j < n; j++) {
      second[j][j] = j < n - 1 ? PENALTY : STILL;
    }
    for (int i = 0; i < rows.length; i++) {
      double margin = signs[i] * VectorMath.dot(rows[i], weights);
      double wrong = 1 / (1 + StrictMath.exp(margin));
      VectorMath.add(gradient, -signs[i] * wrong, rows[i]);
      double curve = wrong * (1 - wrong);
      for (int j = 0; j < n; j++) {
        double factor = curve * rows[i][j];
        for (int k = 0; k <= j; k++) {
          second[j][k] += factor * rows[i][k];
        }
      }
    }
    return divided(gradient, second);
  }

  /** Solves by Cholesky's decomposition of the lower triangle, in place. */
  private static double[] divided(double[] right, double[][] lower) {
    int n = right.length;
    var x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / lower[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
