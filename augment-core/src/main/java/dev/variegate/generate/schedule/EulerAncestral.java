package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Euler's method that steps below its goal and adds fresh noise up to it, as ancestral sampling
 * does (Katherine Crowson's k-diffusion, {@code sample_euler_ancestral} with eta 1).
 */
record EulerAncestral(SigmaSchedule path) implements VarianceExploding {

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState walk, float[] prediction, Supplier<float[]> noise) {
    int i = walk.evaluation();
    double from = path.sigma(i);
    double to = path.sigma(i + 1);
    double down = to * to / from;
    var slope = path.slope(path.clean(prediction, walk.sample(), i), walk.sample(), i);
    if (to == 0) {
      return walk.to(LinearCombination.sum(1, walk.sample(), -from, slope));
    }
    double up = Math.sqrt(to * to - down * down);
    return walk.to(LinearCombination.sum(1, walk.sample(), down - from, slope, up, noise.get()));
  }

  @Override
  public Scheduler tail(int steps) {
    return new EulerAncestral(path.tail(steps));
  }
}
