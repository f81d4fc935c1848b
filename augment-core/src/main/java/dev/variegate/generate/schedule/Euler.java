package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/** Euler's method on the probability flow (Karras et al., 2022, algorithm 2 without churn). */
record Euler(SigmaSchedule schedule) implements VarianceExploding {

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    var slope = schedule.slope(schedule.clean(prediction, state.sample(), i), state.sample(), i);
    return state.to(
        LinearCombination.sum(1, state.sample(), schedule.sigma(i + 1) - schedule.sigma(i), slope));
  }

  @Override
  public Scheduler tail(int steps) {
    return new Euler(schedule.tail(steps));
  }
}
