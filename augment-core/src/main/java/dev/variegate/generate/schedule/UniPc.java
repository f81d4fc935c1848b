package dev.variegate.generate.schedule;

import dev.variegate.base.ConfigNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;

/**
 * The unified predictor-corrector of up to order 3 (Zhao et al., "UniPC: A Unified
 * Predictor-Corrector Framework for Fast Sampling of Diffusion Models", 2023, algorithms 5 to 8, of
 * predicted images): the prediction at the end of a step corrects that step before the next one is
 * taken, at no further evaluation.
 *
 * @param options of the solver
 * @param uncorrected steps whose end is not corrected
 */
record UniPc(
    SolverSchedule schedule,
    SolverOptions options,
    Set<Integer> uncorrected,
    SampleLimit limit,
    PredictionType prediction)
    implements VariancePreserving {

  static UniPc of(SchedulerConfig config, int steps) {
    var karras = config.sigmas().filter(spacing -> spacing == SigmaSpacing.KARRAS);
    int trained = config.trainTimesteps();
    var schedule =
        config.followsFlow()
            ? SolverSchedule.ofFlow(config, config.flow().forUniPc(trained, steps))
            : SolverSchedule.of(
                config,
                steps,
                trained,
                config.lastSigma(),
                karras.isPresent() ? Math::rint : Math::floor);
    return new UniPc(
        schedule, config.solver(), uncorrected(config.keys()), config.limit(), config.prediction());
  }

  private static Set<Integer> uncorrected(ConfigKeys keys) {
    return keys.at("disable_corrector").ifGiven(ConfigNode::numbers).orElse(List.of()).stream()
        .map(Double::intValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  @Override
  public int evaluations() {
    return schedule.steps();
  }

  @Override
  public double timestep(int evaluation) {
    return schedule.time(evaluation);
  }

  @Override
  public NoiseLevel level(int evaluation) {
    return schedule.level(evaluation);
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    var clean = limit.apply(this.prediction.clean(level(i), prediction, state.sample()));
    boolean corrects = i > 0 && !uncorrected.contains(i - 1);
    var sample =
        corrects ? moved(i - 1, state.pending().get(0), state.past(), clean) : state.sample();
    var past = new ArrayList<double[]>();
    past.add(clean);
    past.addAll(state.past().subList(0, Math.min(options.order() - 1, state.past().size())));
    return state.to(moved(i, sample, past, null), past, List.of(sample));
  }

  /** How many predictions a step looks at. */
  private int order(int step) {
    int left = options.lowerOrderFinal() ? steps() - step : options.order();
    boolean ends = schedule.level(step + 1).noise() == 0;
    return ends ? 1 : Math.min(Math.min(options.order(), left), step + 1);
  }

  /**
   * A sample after a step.
   *
   * @param clean predictions at the start of the step and of those before it, the latest first
   * @param end the prediction at the end of the step, which corrects it; null: not known yet
   */
  private double[] moved(int step, double[] sample, List<double[]> clean, double[] end) {
    var from = level(step);
    var to = level(step + 1);
    double h = schedule.distance(step, step + 1);
    if (h == 0) {
      return sample;
    }
    int order = order(step);
    double phi = StrictMath.expm1(-h);
    double scale = options.type() == SolverType.BH1 ? -h : phi;
    var weights = new double[order + 1];
    var ratios = ratios(step, order, h);
    var rho = end == null ? predictor(ratios, h, scale) : corrector(ratios, h, scale);
    weights[0] =
        -to.signal() * phi; // of the latest prediction; then the earlier ones; then the end
    for (int k = 1; k < order; k++) {
      weights[k] = -to.signal() * scale * rho[k - 1] / ratios[k - 1];
      weights[0] -= weights[k];
    }
    if (end != null) {
      weights[order] = -to.signal() * scale * rho[order - 1];
      weights[0] -= weights[order];
    }
    var terms = new ArrayList<>(clean.subList(0, order));
    if (end != null) {
      terms.add(end);
    }
    return LinearCombination.sum(
        to.noise() / from.noise(), sample, Arrays.copyOf(weights, terms.size()), terms);
  }

  /** Of the distances to earlier steps to that of this one, and 1 for its end. */
  private double[] ratios(int step, int order, double h) {
    var ratios = new double[order];
    for (int k = 1; k < order; k++) {
      ratios[k - 1] = -schedule.distance(step - k, step) / h;
    }
    ratios[order - 1] = 1;
    return ratios;
  }

  /** Weights of the differences to earlier predictions. */
  private static double[] predictor(double[] ratios, double h, double scale) {
    int order = ratios.length;
    return order == 1
        ? new double[0]
        : order == 2 ? new double[] {0.5} : solution(ratios, order - 1, h, scale);
  }

  /** The same with the end of the step. */
  private static double[] corrector(double[] ratios, double h, double scale) {
    int order = ratios.length;
    return order == 1 ? new double[] {0.5} : solution(ratios, order, h, scale);
  }

  /** The weights with which powers of the first ratios are integrated exactly. */
  private static double[] solution(double[] ratios, int size, double h, double scale) {
    var powers = new double[size][size];
    var integrals = new double[size];
    double phi = StrictMath.expm1(-h) / -h - 1;
    double factorial = 1;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        powers[row][column] = StrictMath.pow(ratios[column], row);
      }
      integrals[row] = phi * factorial / scale;
      factorial *= row + 2;
      phi = phi / -h - 1 / factorial;
    }
    return new LUDecomposition(MatrixUtils.createRealMatrix(powers))
        .getSolver()
        .solve(MatrixUtils.createRealVector(integrals))
        .toArray();
  }

  @Override
  public Scheduler tail(int steps) {
    int before = steps() - steps;
    var later =
        uncorrected.stream().map(step -> step - before).collect(Collectors.toUnmodifiableSet());
    return new UniPc(schedule.tail(steps), options, later, limit, prediction);
  }
}
