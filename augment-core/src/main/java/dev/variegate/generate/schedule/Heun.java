package dev.variegate.generate.schedule;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Heun's method of order 2 on the probability flow (Karras et al., 2022, algorithm 1): each step is
 * taken by Euler and corrected by the slope at its end, but for the last one, which ends in no
 * noise. Two evaluations a step, one in the last.
 *
 * @param clip the largest magnitude of a sample of the predicted image, if it is limited
 */
record Heun(SigmaSchedule path, OptionalDouble clip) implements VarianceExploding {

  @Override
  public int evaluations() {
    return 2 * path.steps() - 1;
  }

  /** Evaluations 2k-1 (end of step k-1) and 2k (start of step k) are at the same noise. */
  @Override
  public int place(int evaluation) {
    return (evaluation + 1) / 2;
  }

  @Override
  public SchedulerState step(SchedulerState walk, float[] prediction, Supplier<float[]> noise) {
    int place = place(walk.evaluation());
    var clean = path.clean(prediction, walk.sample(), place);
    var limited = clip.isPresent() ? LinearCombination.clip(clean, clip.getAsDouble()) : clean;
    var slope = path.slope(limited, walk.sample(), place);
    return walk.evaluation() % 2 == 0 ? predicted(walk, slope, place) : corrected(walk, slope);
  }

  private SchedulerState predicted(SchedulerState walk, float[] slope, int place) {
    double stride = path.sigma(place + 1) - path.sigma(place);
    var next = LinearCombination.sum(1, walk.sample(), stride, slope);
    return walk.to(next, List.of(), List.of(walk.sample(), slope));
  }

  private SchedulerState corrected(SchedulerState walk, float[] slope) {
    int end = place(walk.evaluation());
    double half = (path.sigma(end) - path.sigma(end - 1)) / 2;
    var start = walk.pending().get(0);
    return walk.to(LinearCombination.sum(1, start, half, walk.pending().get(1), half, slope));
  }

  @Override
  public Scheduler tail(int steps) {
    return new Heun(path.tail(steps), clip);
  }
}
