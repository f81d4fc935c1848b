package dev.variegate.generate.schedule;

import java.util.List;

/**
 * Where one run of a scheduler stands: the noisy sample, and what a method of several steps
 * remembers. Immutable, so that the scheduler itself needs no state and serves many runs at once.
 *
 * <p>Arrays are handed out uncopied: whoever shares a state does not write to them.
 */
public final class SchedulerState {

  private final int evaluation;
  private final double[] sample;
  private final List<double[]> past;
  private final List<double[]> pending;

  private SchedulerState(
      int evaluation, double[] sample, List<double[]> past, List<double[]> pending) {
    this.evaluation = evaluation;
    this.sample = sample;
    this.past = past;
    this.pending = pending;
  }

  /** The start of a run, at the scheduler's first evaluation. */
  public static SchedulerState from(double[] sample) {
    return new SchedulerState(0, sample, List.of(), List.of());
  }

  /** How many times the network was asked so far: the index of the next evaluation. */
  public int evaluation() {
    return evaluation;
  }

  /** The noisy sample; the image, once all evaluations are done. */
  public double[] sample() {
    return sample;
  }

  /** What earlier steps left, the latest first. */
  List<double[]> past() {
    return past;
  }

  /** What the evaluations of a step that is not complete left. */
  List<double[]> pending() {
    return pending;
  }

  /** At the same place with another sample, such as one in which known parts were put back. */
  public SchedulerState replacing(double[] other) {
    return new SchedulerState(evaluation, other, past, pending);
  }

  SchedulerState to(double[] next) {
    return to(next, List.of(), List.of());
  }

  SchedulerState to(double[] next, List<double[]> past, List<double[]> pending) {
    return new SchedulerState(evaluation + 1, next, past, pending);
  }
}
