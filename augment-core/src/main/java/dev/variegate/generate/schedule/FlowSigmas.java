package dev.variegate.generate.schedule;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The times of flow matching that a run visits, from noise at 1 toward the image at 0, where a
 * sample is {@code (1 - time) * image + time * z} (Lipman et al., "Flow Matching for Generative
 * Modeling", 2023; Esser et al., "Scaling Rectified Flow Transformers for High-Resolution Image
 * Synthesis", 2024, section 5.3.2, for the shift).
 *
 * @param shift ratio of noise to image that each time's is multiplied by; 1 leaves them as they are
 * @param dynamic whether the shift depends on the size of images
 * @param terminal what the last time is stretched to, if anything
 */
record FlowSigmas(double shift, boolean dynamic, OptionalDouble terminal) {

  /** Kept from a start in pure noise, of which the logarithm of the ratio would be infinite. */
  private static final double FROM_NOISE = 1e-6;

  /**
   * What the file says.
   *
   * @param trained the method that it names
   * @param tokens patches of 2x2 samples that an image has, of which large images are shifted more;
   *     0: as many as the least shift is for
   */
  static FlowSigmas read(ConfigKeys keys, SchedulerKind trained, int tokens) {
    double given = keys.number("shift_terminal", 0); // where 0 is none, as in Python
    var terminal = given == 0 ? OptionalDouble.empty() : OptionalDouble.of(given);
    if (!keys.flag("use_dynamic_shifting", false)) {
      return new FlowSigmas(
          keys.number(trained.isFlow() ? "shift" : "flow_shift", 1), false, terminal);
    }
    double base = keys.number("base_image_seq_len", 256);
    double least = keys.number("base_shift", 0.5);
    double slope =
        (keys.number("max_shift", 1.15) - least) / (keys.number("max_image_seq_len", 4096) - base);
    double mu = least + slope * (tokens == 0 ? 0 : tokens - base);
    var type = keys.word("time_shift_type", TimeShift.EXPONENTIAL);
    double shift = type == TimeShift.EXPONENTIAL ? StrictMath.exp(mu) : mu;
    return new FlowSigmas(shift, true, terminal);
  }

  /** How the shift grows with the number of tokens. */
  enum TimeShift {
    EXPONENTIAL,
    LINEAR
  }

  /** As diffusers' flow-matching schedulers visit them, which shift the last one twice. */
  double[] forFlow(SchedulerConfig config, int steps) {
    int trained = config.trainTimesteps();
    double last = dynamic ? 1.0 / trained : shifted(1.0 / trained);
    var sigmas = stretched(each(steps, i -> shifted(between(1, last, i, steps - 1))));
    return config
        .sigmas()
        .map(spacing -> spacing.between(sigmas[0], sigmas[steps - 1], steps))
        .orElse(sigmas);
  }

  /** As diffusers' DPM-Solver++ visits them, which leaves out pure noise. */
  double[] forDpmSolver(int trained, int steps) {
    return each(steps, i -> shifted(1 - between(1, 1.0 / trained, steps - i, steps)));
  }

  /** As diffusers' UniPC visits them. */
  double[] forUniPc(int trained, int steps) {
    var sigmas = stretched(each(steps, i -> shifted(between(1, 1.0 / trained, i, steps))));
    if (Math.abs(sigmas[0] - 1) < FROM_NOISE) {
      sigmas[0] -= FROM_NOISE;
    }
    return sigmas;
  }

  private double shifted(double sigma) {
    return shift * sigma / (1 + (shift - 1) * sigma);
  }

  private double[] stretched(double[] sigmas) {
    if (terminal.isEmpty()) {
      return sigmas;
    }
    double factor = (1 - sigmas[sigmas.length - 1]) / (1 - terminal.getAsDouble());
    return each(sigmas.length, i -> 1 - (1 - sigmas[i]) / factor);
  }

  private static double between(double from, double to, int i, int last) {
    return last == 0 ? from : from + (to - from) * i / last;
  }

  private static double[] each(int steps, IntToDoubleFunction sigma) {
    return IntStream.range(0, steps).mapToDouble(sigma).toArray();
  }
}
