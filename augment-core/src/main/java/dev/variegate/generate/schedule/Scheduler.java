package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Leads a sample from noise to an image in a fixed number of steps, asking a network once or more
 * in each.
 *
 * <p>A pure function of its configuration: what a run has to remember is in its {@link
 * SchedulerState}. A sample is any number of numbers, such as a batch of images that all stand at
 * one timestep; double, since cosine betas lead through sigmas of 20,000 that would take the digits
 * of a float.
 *
 * <pre>{@code
 * var state = SchedulerState.from(noise times initialScale());
 * while (state.evaluation() < evaluations()) {
 *   int i = state.evaluation();
 *   var prediction = network(scaleInput(state.sample(), i), timestep(i));
 *   state = step(state, prediction, noise);
 * }
 * }</pre>
 */
public sealed interface Scheduler permits VariancePreserving, VarianceExploding, FlowMatching {

  /** The steps of the whole way, each of one or more evaluations. */
  int steps();

  /** How often the network is asked. */
  int evaluations();

  /** The timestep that the network is asked at; whole unless the method allows fractions. */
  double timestep(int evaluation);

  /** The standard deviation of the noise that a run from nothing starts from. */
  double initialScale();

  /** The sample as the network wants it. */
  double[] scaleInput(double[] sample, int evaluation);

  /** A clean sample made as noisy as the run is before the evaluation; noise is normal. */
  double[] addNoise(double[] clean, double[] noise, int evaluation);

  /** Whether predictions must be followed by the variances that the network learned. */
  default boolean takesVariances() {
    return false;
  }

  /**
   * One evaluation further.
   *
   * @param prediction what the network said of the scaled sample; where the method takes variances,
   *     a number for each sample behind those of all samples
   * @param noise fresh normal noise, asked for only where the method adds some
   */
  SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise);

  /**
   * The last steps of the way alone, for a run that starts from an image with some noise.
   *
   * @param steps 1 or more, at most {@link #steps()}
   */
  Scheduler tail(int steps);
}
