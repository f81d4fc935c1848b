package dev.variegate.generate.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The linear multistep method of up to order 4 on the probability flow: the slopes of the latest
 * steps are joined by a polynomial in sigma, which is integrated over the step (Katherine Crowson's
 * k-diffusion, {@code sample_lms}). The order grows from 1 with the first steps of a run.
 */
record Lms(SigmaSchedule path) implements VarianceExploding {

  private static final int ORDER = 4;

  /** The two places of Gauss and Legendre on -1..1, exact for the cubic polynomials here. */
  private static final double GAUSS = 1 / Math.sqrt(3);

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState walk, float[] prediction, Supplier<float[]> noise) {
    int i = walk.evaluation();
    var slopes = new ArrayList<float[]>(ORDER);
    slopes.add(path.slope(path.clean(prediction, walk.sample(), i), walk.sample(), i));
    slopes.addAll(walk.past().subList(0, Math.min(ORDER - 1, walk.past().size())));
    var next = walk.sample();
    for (int j = 0; j < slopes.size(); j++) {
      next = LinearCombination.sum(1, next, weight(i, j, slopes.size()), slopes.get(j));
    }
    return walk.to(next, slopes, List.of());
  }

  /** The integral over step i of the polynomial that is 1 at slope j of the order's slopes. */
  private double weight(int i, int j, int order) {
    double middle = (path.sigma(i) + path.sigma(i + 1)) / 2;
    double half = (path.sigma(i + 1) - path.sigma(i)) / 2;
    return half
        * (basis(middle - GAUSS * half, i, j, order) + basis(middle + GAUSS * half, i, j, order));
  }

  private double basis(double sigma, int i, int j, int order) {
    double product = 1;
    for (int k = 0; k < order; k++) {
      if (k != j) {
        product *= (sigma - path.sigma(i - k)) / (path.sigma(i - j) - path.sigma(i - k));
      }
    }
    return product;
  }

  @Override
  public Scheduler tail(int steps) {
    return new Lms(path.tail(steps));
  }
}
