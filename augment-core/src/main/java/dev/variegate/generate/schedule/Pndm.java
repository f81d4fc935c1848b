package dev.variegate.generate.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Pseudo numerical methods (Liu et al., "Pseudo Numerical Methods for Diffusion Models on
 * Manifolds", 2022, algorithm 2): three steps of Runge and Kutta, then a linear multistep method of
 * order 4.
 *
 * <p>Without the warm-up (as Stable Diffusion is configured, or where there are fewer than 4
 * timesteps) the first step is taken twice, the second time with the mean of both predictions, and
 * the order grows with the steps.
 */
final class Pndm implements VariancePreserving {

  /** Steps of the warm-up, each of four evaluations. */
  private static final int WARM_UP = 3;

  private final NoiseSchedule noise;
  private final NoiseLevel end;
  private final TimestepSchedule schedule;
  private final int stride;
  private final boolean warm;

  private Pndm(
      NoiseSchedule noise, NoiseLevel end, TimestepSchedule schedule, int stride, boolean asked) {
    this.noise = noise;
    this.end = end;
    this.schedule = schedule;
    this.stride = stride;
    this.warm = asked && schedule.steps() > WARM_UP;
  }

  static Pndm of(SchedulerConfig config, int steps) {
    var schedule = TimestepSchedule.byStride(config, steps, config.end());
    int stride = TimestepSchedule.stride(config, steps);
    return new Pndm(config.noise(), config.end(), schedule, stride, !config.skipsPrkSteps());
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  @Override
  public int evaluations() {
    int more = schedule.steps() > 1 ? 1 : 0;
    return schedule.steps() + (warm ? 3 * WARM_UP : more);
  }

  @Override
  public double timestep(int evaluation) {
    return inWarmUp(evaluation) ? warmTime(evaluation) : schedule.time(plainStep(evaluation));
  }

  @Override
  public NoiseLevel level(int evaluation) {
    return atTime((int) timestep(evaluation));
  }

  private NoiseLevel atTime(int time) {
    return time < 0 ? end : noise.level(time);
  }

  private boolean inWarmUp(int evaluation) {
    return warm && evaluation < 4 * WARM_UP;
  }

  /** The step whose start an evaluation outside the warm-up looks at; the first two differ. */
  private int plainStep(int evaluation) {
    if (warm) {
      return evaluation - 3 * WARM_UP;
    }
    return evaluation < 2 ? evaluation : evaluation - 1;
  }

  /** Start, middle, middle and end of a step. */
  private int warmTime(int evaluation) {
    int step = evaluation / 4;
    return switch (evaluation % 4) {
      case 0 -> schedule.time(step);
      case 3 -> schedule.time(step + 1);
      default -> schedule.time(step + 1) + stride / 2;
    };
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    if (inWarmUp(i)) {
      return warmStep(state, prediction);
    }
    return !warm && i == 1 ? secondLook(state, prediction) : multistep(state, prediction);
  }

  /** Runge and Kutta's four predictions, weighed 1/6, 1/3, 1/3, 1/6. */
  private SchedulerState warmStep(SchedulerState state, double[] prediction) {
    int step = state.evaluation() / 4;
    int stage = state.evaluation() % 4;
    var from = schedule.before(step);
    var end = atTime(schedule.time(step + 1));
    if (stage == 3) {
      var start = state.pending().get(0);
      var mean = LinearCombination.sum(1, state.pending().get(1), 1.0 / 6, prediction);
      return state.to(moved(start, from, end, mean), state.past(), List.of());
    }
    var start = stage == 0 ? state.sample() : state.pending().get(0);
    var sum =
        stage == 0
            ? LinearCombination.times(1.0 / 6, prediction)
            : LinearCombination.sum(1, state.pending().get(1), 1.0 / 3, prediction);
    var past = stage == 0 ? latest(prediction, state.past()) : state.past();
    var to =
        switch (stage) {
          case 0 -> atTime(schedule.time(step) - stride / 2);
          case 1 -> atTime(schedule.time(step + 1) + stride / 2);
          default -> end;
        };
    return state.to(moved(start, from, to, prediction), past, List.of(start, sum));
  }

  private SchedulerState secondLook(SchedulerState state, double[] prediction) {
    var mean = LinearCombination.sum(0.5, prediction, 0.5, state.past().get(0));
    int to = schedule.time(1);
    var next = moved(state.pending().get(0), atTime(to + stride), atTime(to), mean);
    return state.to(next, state.past(), List.of());
  }

  private SchedulerState multistep(SchedulerState state, double[] prediction) {
    int step = plainStep(state.evaluation());
    var past = latest(prediction, state.past());
    var next =
        moved(state.sample(), schedule.before(step), schedule.after(step), extrapolated(past));
    return state.to(next, past, List.of(state.sample()));
  }

  private static List<double[]> latest(double[] prediction, List<double[]> past) {
    var all = new ArrayList<double[]>(4);
    all.add(prediction);
    all.addAll(past.subList(0, Math.min(3, past.size())));
    return all;
  }

  /** The weights of Adams and Bashforth for as many predictions as there are. */
  private static double[] extrapolated(List<double[]> p) {
    return switch (p.size()) {
      case 1 -> p.get(0);
      case 2 -> LinearCombination.sum(1.5, p.get(0), -0.5, p.get(1));
      case 3 ->
          LinearCombination.sum(23 / 12.0, p.get(0), -16 / 12.0, p.get(1), 5 / 12.0, p.get(2));
      default ->
          LinearCombination.sum(
              1,
              LinearCombination.sum(55 / 24.0, p.get(0), -59 / 24.0, p.get(1), 37 / 24.0, p.get(2)),
              -9 / 24.0,
              p.get(3));
    };
  }

  /** The paper's transfer from one level to another (equation 11). */
  private double[] moved(double[] sample, NoiseLevel from, NoiseLevel to, double[] prediction) {
    var direction = schedule.prediction().noise(from, prediction, sample);
    double ofSample = to.signal() / from.signal();
    double divisor = from.kept() * to.noise() + from.signal() * from.noise() * to.signal();
    double ofDirection = divisor == 0 ? 0 : (from.kept() - to.kept()) / divisor;
    return LinearCombination.sum(ofSample, sample, ofDirection, direction);
  }

  @Override
  public Scheduler tail(int steps) {
    return new Pndm(noise, end, schedule.tail(steps), stride, warm);
  }
}
