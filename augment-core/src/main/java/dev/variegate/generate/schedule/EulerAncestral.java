package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Euler's method that steps below its goal and adds fresh noise up to it, as ancestral sampling
 * does (Katherine Crowson's k-diffusion, {@code sample_euler_ancestral} with eta 1).
 */
record EulerAncestral(SigmaSchedule schedule) implements VarianceExploding {

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    double from = schedule.sigma(i);
    double to = schedule.sigma(i + 1);
    double down = to * to / from;
    var slope = schedule.slope(schedule.clean(prediction, state.sample(), i), state.sample(), i);
    if (to == 0) {
      return state.to(LinearCombination.sum(1, state.sample(), -from, slope));
    }
    double up = Math.sqrt(to * to - down * down);
    return state.to(LinearCombination.sum(1, state.sample(), down - from, slope, up, noise.get()));
  }

  @Override
  public Scheduler tail(int steps) {
    return new EulerAncestral(schedule.tail(steps));
  }
}
