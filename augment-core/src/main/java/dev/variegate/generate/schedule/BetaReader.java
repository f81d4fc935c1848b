package dev.variegate.generate.schedule;

import dev.variegate.base.ConfigNode;
import java.util.List;
import java.util.stream.IntStream;

/** Reads how a network was trained. */
final class BetaReader {

  private static final int MAX_STEPS = 100_000;

  private BetaReader() {}

  /**
   * @param trained the method that the file names, whose defaults stand for absent keys
   * @param leastKept of the image at the last timestep, where the betas are rescaled to keep none
   */
  static NoiseSchedule read(ConfigKeys keys, SchedulerKind trained, double leastKept) {
    int steps =
        keys.at("num_train_timesteps").ifGiven(given -> given.whole(1, MAX_STEPS)).orElse(1000);
    var trainedBetas = keys.at("trained_betas");
    var listed = trainedBetas.ifGiven(ConfigNode::numbers).orElse(List.of());
    trainedBetas.require(
        listed.isEmpty() || listed.size() == steps,
        "a list of %d numbers, one for each of num_train_timesteps".formatted(steps));
    var betas = listed.isEmpty() ? computed(keys, trained, steps) : listed;
    var last = listed.isEmpty() ? keys.at("beta_end") : trainedBetas;
    last.require(
        betas.stream().allMatch(beta -> beta > 0 && beta < 1),
        "such that every beta is above 0 and below 1");
    var schedule = NoiseSchedule.of(betas);
    return keys.flag("rescale_betas_zero_snr", false)
        ? schedule.withoutSignalAtTheEnd(leastKept)
        : schedule;
  }

  private static List<Double> computed(ConfigKeys keys, SchedulerKind trained, int steps) {
    boolean latent = trained == SchedulerKind.HEUN || trained == SchedulerKind.LCM;
    double start = keys.number("beta_start", latent ? 0.00085 : 0.0001);
    double end = keys.number("beta_end", latent ? 0.012 : 0.02);
    var schedule = schedule(keys, trained);
    return IntStream.range(0, steps).mapToObj(t -> schedule.beta(start, end, t, steps)).toList();
  }

  static boolean isCosine(ConfigKeys keys) {
    return schedule(keys, SchedulerKind.DDPM) == BetaSchedule.SQUAREDCOS_CAP_V2;
  }

  private static BetaSchedule schedule(ConfigKeys keys, SchedulerKind trained) {
    return keys.word(
        "beta_schedule",
        trained == SchedulerKind.LCM ? BetaSchedule.SCALED_LINEAR : BetaSchedule.LINEAR);
  }
}
