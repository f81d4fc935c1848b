package dev.variegate.generate.schedule;

import java.util.List;
import java.util.function.Supplier;

/**
 * Heun's method of order 2 on the flow: each step is taken by Euler and corrected by the flow at
 * its end, but for the last one, which ends in the image. Two evaluations a step, one in the last.
 */
record FlowHeun(FlowSchedule schedule) implements FlowMatching {

  @Override
  public int evaluations() {
    return 2 * schedule.steps() - 1;
  }

  /** Evaluations 2k-1 (end of step k-1) and 2k (start of step k) are at the same time. */
  @Override
  public int place(int evaluation) {
    return (evaluation + 1) / 2;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int place = place(state.evaluation());
    if (state.evaluation() % 2 == 0) {
      double stride = schedule.sigma(place + 1) - schedule.sigma(place);
      var next = LinearCombination.sum(1, state.sample(), stride, prediction);
      return state.to(next, List.of(), List.of(state.sample(), prediction));
    }
    double half = (schedule.sigma(place) - schedule.sigma(place - 1)) / 2;
    var start = state.pending().get(0);
    return state.to(
        LinearCombination.sum(1, start, half, state.pending().get(1), half, prediction));
  }

  @Override
  public Scheduler tail(int steps) {
    return new FlowHeun(schedule.tail(steps));
  }
}
