package dev.variegate.generate.schedule;

import java.util.List;
import java.util.stream.IntStream;

/** Reads how a network was trained. */
final class BetaReader {

  private static final int MAX_STEPS = 100_000;

  private BetaReader() {}

  /**
   * @param trained the method that the file names, whose defaults stand for absent keys
   */
  static NoiseSchedule read(ConfigKeys keys, SchedulerKind trained) {
    int steps = keys.whole("num_train_timesteps", 1000);
    keys.require(
        steps >= 1 && steps <= MAX_STEPS,
        "num_train_timesteps",
        "within [1, %d]".formatted(MAX_STEPS));
    var listed = keys.numbers("trained_betas");
    keys.require(
        listed.isEmpty() || listed.size() == steps,
        "trained_betas",
        "a list of %d numbers, one for each of num_train_timesteps".formatted(steps));
    var betas = listed.isEmpty() ? computed(keys, trained, steps) : listed;
    keys.require(
        betas.stream().allMatch(beta -> beta > 0 && beta < 1),
        listed.isEmpty() ? "beta_end" : "trained_betas",
        "such that every beta is above 0 and below 1");
    var schedule = NoiseSchedule.of(betas);
    return keys.yes("rescale_betas_zero_snr", false) ? schedule.withoutSignalAtTheEnd() : schedule;
  }

  private static List<Double> computed(ConfigKeys keys, SchedulerKind trained, int steps) {
    boolean heun = trained == SchedulerKind.HEUN;
    double start = keys.number("beta_start", heun ? 0.00085 : 0.0001);
    double end = keys.number("beta_end", heun ? 0.012 : 0.02);
    var schedule = schedule(keys);
    return IntStream.range(0, steps).mapToObj(t -> schedule.beta(start, end, t, steps)).toList();
  }

  static boolean isCosine(ConfigKeys keys) {
    return schedule(keys) == BetaSchedule.SQUAREDCOS_CAP_V2;
  }

  private static BetaSchedule schedule(ConfigKeys keys) {
    return keys.word("beta_schedule", BetaSchedule.LINEAR);
  }
}
