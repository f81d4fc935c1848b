package dev.variegate.generate.schedule;

import java.util.List;
import java.util.function.Supplier;

/**
 * Heun's method of order 2 on the probability flow (Karras et al., 2022, algorithm 1): each step is
 * taken by Euler and corrected by the slope at its end, but for the last one, which ends in no
 * noise. Two evaluations a step, one in the last.
 *
 * @param limit of the predicted image
 */
record Heun(SigmaSchedule schedule, SampleLimit limit) implements VarianceExploding {

  @Override
  public int evaluations() {
    return 2 * schedule.steps() - 1;
  }

  /** Evaluations 2k-1 (end of step k-1) and 2k (start of step k) are at the same noise. */
  @Override
  public int place(int evaluation) {
    return (evaluation + 1) / 2;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int place = place(state.evaluation());
    var clean = schedule.clean(prediction, state.sample(), place);
    var slope = schedule.slope(limit.apply(clean), state.sample(), place);
    return state.evaluation() % 2 == 0 ? predicted(state, slope, place) : corrected(state, slope);
  }

  private SchedulerState predicted(SchedulerState state, double[] slope, int place) {
    double stride = schedule.sigma(place + 1) - schedule.sigma(place);
    var next = LinearCombination.sum(1, state.sample(), stride, slope);
    return state.to(next, List.of(), List.of(state.sample(), slope));
  }

  private SchedulerState corrected(SchedulerState state, double[] slope) {
    int end = place(state.evaluation());
    double half = (schedule.sigma(end) - schedule.sigma(end - 1)) / 2;
    var start = state.pending().get(0);
    return state.to(LinearCombination.sum(1, start, half, state.pending().get(1), half, slope));
  }

  @Override
  public Scheduler tail(int steps) {
    return new Heun(schedule.tail(steps), limit);
  }
}
