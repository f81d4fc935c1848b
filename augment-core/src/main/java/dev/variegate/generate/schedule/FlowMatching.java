package dev.variegate.generate.schedule;

/**
 * The methods for networks trained by flow matching, which say of a sample {@code (1 - time) *
 * image + time * z} where it moves with time: {@code z - image}.
 */
sealed interface FlowMatching extends Scheduler permits FlowEuler, FlowHeun {

  /** The times. */
  FlowSchedule schedule();

  /** The step that an evaluation belongs to. */
  int place(int evaluation);

  @Override
  default int steps() {
    return schedule().steps();
  }

  @Override
  default int evaluations() {
    return schedule().steps();
  }

  @Override
  default double timestep(int evaluation) {
    return schedule().time(place(evaluation));
  }

  @Override
  default double initialScale() {
    return 1;
  }

  @Override
  default double[] scaleInput(double[] sample, int evaluation) {
    return sample;
  }

  @Override
  default double[] addNoise(double[] clean, double[] noise, int evaluation) {
    var level = NoiseLevel.ofFlow(schedule().sigma(place(evaluation)));
    return LinearCombination.sum(level.signal(), clean, level.noise(), noise);
  }
}
