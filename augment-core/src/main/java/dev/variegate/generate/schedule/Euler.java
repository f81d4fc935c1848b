package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/** Euler's method on the probability flow (Karras et al., 2022, algorithm 2 without churn). */
record Euler(SigmaSchedule path) implements VarianceExploding {

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState walk, float[] prediction, Supplier<float[]> noise) {
    int i = walk.evaluation();
    var slope = path.slope(path.clean(prediction, walk.sample(), i), walk.sample(), i);
    return walk.to(
        LinearCombination.sum(1, walk.sample(), path.sigma(i + 1) - path.sigma(i), slope));
  }

  @Override
  public Scheduler tail(int steps) {
    return new Euler(path.tail(steps));
  }
}
