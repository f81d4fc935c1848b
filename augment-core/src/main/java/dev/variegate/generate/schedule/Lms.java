package dev.variegate.generate.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The linear multistep method of up to order 4 on the probability flow: the slopes of the latest
 * steps are joined by a polynomial in sigma, which is integrated over the step (Katherine Crowson's
 * k-diffusion, {@code sample_lms}). The order grows from 1 with the first steps of a run.
 */
record Lms(SigmaSchedule schedule) implements VarianceExploding {

  private static final int ORDER = 4;

  /** The two places of Gauss and Legendre on -1..1, exact for the cubic polynomials here. */
  private static final double GAUSS = 1 / Math.sqrt(3);

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    var slopes = new ArrayList<double[]>(ORDER);
    slopes.add(schedule.slope(schedule.clean(prediction, state.sample(), i), state.sample(), i));
    slopes.addAll(state.past().subList(0, Math.min(ORDER - 1, state.past().size())));
    var next = state.sample();
    for (int j = 0; j < slopes.size(); j++) {
      next = LinearCombination.sum(1, next, weight(i, j, slopes.size()), slopes.get(j));
    }
    return state.to(next, slopes, List.of());
  }

  /** The integral over step i of the polynomial that is 1 at slope j of the order's slopes. */
  private double weight(int i, int j, int order) {
    double middle = (schedule.sigma(i) + schedule.sigma(i + 1)) / 2;
    double half = (schedule.sigma(i + 1) - schedule.sigma(i)) / 2;
    return half
        * (basis(middle - GAUSS * half, i, j, order) + basis(middle + GAUSS * half, i, j, order));
  }

  private double basis(double sigma, int i, int j, int order) {
    double product = 1;
    for (int k = 0; k < order; k++) {
      if (k != j) {
        product *=
            (sigma - schedule.sigma(i - k)) / (schedule.sigma(i - j) - schedule.sigma(i - k));
      }
    }
    return product;
  }

  @Override
  public Scheduler tail(int steps) {
    return new Lms(schedule.tail(steps));
  }
}
