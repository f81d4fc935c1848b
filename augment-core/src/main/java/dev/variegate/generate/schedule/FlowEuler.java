package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Euler's method on the flow (Liu et al., "Flow Straight and Fast", 2023).
 *
 * @param stochastic whether each step goes to the predicted image and adds fresh noise to it
 */
record FlowEuler(FlowSchedule schedule, boolean stochastic) implements FlowMatching {

  @Override
  public int place(int evaluation) {
    return evaluation;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    double from = schedule.sigma(i);
    double to = schedule.sigma(i + 1);
    if (!stochastic || to == 0) {
      return state.to(LinearCombination.sum(1, state.sample(), to - from, prediction));
    }
    return state.to(
        LinearCombination.sum(
            1 - to, state.sample(), -from * (1 - to), prediction, to, noise.get()));
  }

  @Override
  public Scheduler tail(int steps) {
    return new FlowEuler(schedule.tail(steps), stochastic);
  }
}
