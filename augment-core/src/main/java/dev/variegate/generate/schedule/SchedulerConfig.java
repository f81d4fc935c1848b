package dev.variegate.generate.schedule;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.model.BadModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What {@code scheduler_config.json} says, in the format of diffusers: how a network was trained
 * and which method samples it, with diffusers' default of the method's class for each absent key.
 *
 * <p>Keys that only other methods read are skipped, as diffusers does; keys that would change
 * images in a way that is not supported are refused by name; unknown keys are errors.
 */
public final class SchedulerConfig {

  /** Values besides which nothing is supported, of keys that change images. */
  private static final Map<String, String> ONLY =
      Map.ofEntries(
          Map.entry("thresholding", "false"),
          Map.entry("use_exponential_sigmas", "false"),
          Map.entry("use_beta_sigmas", "false"),
          Map.entry("use_lu_lambdas", "false"),
          Map.entry("use_flow_sigmas", "false"),
          Map.entry("use_dynamic_shifting", "false"),
          Map.entry("algorithm_type", "dpmsolver++"),
          Map.entry("interpolation_type", "linear"),
          Map.entry("timestep_type", "discrete"));

  private final SchedulerKind trained;
  private final SchedulerKind kind;
  private final ConfigKeys keys;
  private final NoiseSchedule noise;

  /**
   * @param trained the method that the file names, whose defaults say how the network was trained
   * @param kind the method asked for
   */
  private SchedulerConfig(SchedulerKind trained, SchedulerKind kind, ConfigKeys keys) {
    this.trained = trained;
    this.kind = kind;
    this.keys = keys;
    this.noise = BetaReader.read(keys, trained);
    check();
  }

  /**
   * Reads a file.
   *
   * @throws BadModelException naming key, value and rule
   */
  public static SchedulerConfig read(Path file) {
    try {
      return parse(Files.readString(file), file.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Scheduler file %s cannot be read".formatted(file), e);
    }
  }

  /** Reads the text of a file, which messages call {@code where}. */
  public static SchedulerConfig parse(String json, String where) {
    var keys = ConfigKeys.parse(json, where, SchedulerKind.allKeys());
    var kind =
        keys.at(ConfigKeys.CLASS).word(List.of(SchedulerKind.values()), SchedulerKind::className);
    return new SchedulerConfig(kind, kind, keys);
  }

  /**
   * The same network sampled by another method. What the file says of the training stays, also
   * where it says it by being silent; what it says of sampling stays where the method reads it.
   */
  public SchedulerConfig with(SchedulerKind other) {
    return new SchedulerConfig(trained, other, keys);
  }

  public SchedulerKind kind() {
    return kind;
  }

  /** The number of timesteps that the network was trained on. */
  public int trainTimesteps() {
    return noise.size();
  }

  /**
   * The method over a number of steps.
   *
   * @param steps 1 or more, at most {@link #trainTimesteps()}
   * @param eta fraction of DDPM's noise that DDIM adds, 0..1; 0 for every other method
   * @throws IllegalArgumentException naming the number and its rule
   */
  public Scheduler scheduler(int steps, double eta) {
    if (steps < 1 || steps > noise.size()) {
      throw new IllegalArgumentException(
          "Number of steps is %d but must stay within [1, %d], the timesteps trained on; give another"
              .formatted(steps, noise.size()));
    }
    if (!(eta >= 0 && eta <= 1) || (eta > 0 && kind != SchedulerKind.DDIM)) {
      throw new IllegalArgumentException(
          "Eta is %s for scheduler \"%s\" but must stay within [0.0, 1.0] for ddim and be 0.0 for others; set it to 0 or take ddim"
              .formatted(eta, KebabCase.kebab(kind)));
    }
    return switch (kind) {
      case DDPM -> Ddpm.of(this, steps);
      case DDIM -> Ddim.of(this, steps, eta);
      case EULER -> new Euler(SigmaSchedule.of(this, steps));
      case EULER_ANCESTRAL -> new EulerAncestral(SigmaSchedule.of(this, steps));
      case HEUN -> new Heun(SigmaSchedule.of(this, steps), clipSample());
      case DPM_SOLVER -> DpmSolver.of(this, steps);
      case PNDM -> Pndm.of(this, steps);
      case LMS -> new Lms(SigmaSchedule.of(this, steps));
    };
  }

  /** DDPM's method, which can also go back, over a number of steps. */
  public Ddpm ancestral(int steps) {
    return (Ddpm) with(SchedulerKind.DDPM).scheduler(steps, 0);
  }

  NoiseSchedule noise() {
    return noise;
  }

  PredictionType prediction() {
    return keys.word("prediction_type", PredictionType.EPSILON);
  }

  TimestepSpacing spacing() {
    return keys.word(
        "timestep_spacing",
        switch (kind) {
          case DDPM, DDIM, PNDM -> TimestepSpacing.LEADING;
          default -> TimestepSpacing.LINSPACE;
        });
  }

  int stepsOffset() {
    return keys.at("steps_offset").ifGiven(ConfigNode::whole).orElse(0);
  }

  VarianceType variance() {
    return keys.word("variance_type", VarianceType.FIXED_SMALL);
  }

  /** The limit of the predicted image's samples, if there is one. */
  OptionalDouble clipSample() {
    boolean otherwise = kind == SchedulerKind.DDPM || kind == SchedulerKind.DDIM;
    return keys.flag("clip_sample", otherwise)
        ? OptionalDouble.of(keys.number("clip_sample_range", 1))
        : OptionalDouble.empty();
  }

  /** How noisy the end of the last step is, for DDIM and PNDM. */
  NoiseLevel end() {
    boolean toOne = keys.flag("set_alpha_to_one", kind != SchedulerKind.PNDM);
    return toOne ? NoiseLevel.CLEAN : noise.level(0);
  }

  boolean usesKarrasSigmas() {
    return kind.reads("use_karras_sigmas") && keys.flag("use_karras_sigmas", false);
  }

  boolean isCosine() {
    return BetaReader.isCosine(keys);
  }

  OptionalDouble sigmaMin() {
    return kind.reads("sigma_min") ? keys.number("sigma_min") : OptionalDouble.empty();
  }

  OptionalDouble sigmaMax() {
    return kind.reads("sigma_max") ? keys.number("sigma_max") : OptionalDouble.empty();
  }

  /** The ratio of noise to image after the last step. */
  double lastSigma() {
    boolean least =
        kind.reads("final_sigmas_type")
            && keys.word("final_sigmas_type", FinalSigma.ZERO) == FinalSigma.SIGMA_MIN;
    return least ? noise.sigma(0) : 0;
  }

  SolverOptions solver() {
    return SolverOptions.read(keys, noise);
  }

  boolean skipsPrkSteps() {
    return keys.flag("skip_prk_steps", false);
  }

  /** Refuses timesteps that the network does not know, or that do not fall. */
  void requireTrained(double[] times) {
    for (int i = 0; i < times.length; i++) {
      if (times[i] < 0 || times[i] > noise.size() - 1 || (i > 0 && times[i] >= times[i - 1])) {
        throw new IllegalArgumentException(
            "Scheduler \"%s\" with %d steps visits timestep %s but must go down from at most %d to at least 0; give fewer steps or a lower \"steps_offset\""
                .formatted(KebabCase.kebab(kind), times.length, times[i], noise.size() - 1));
      }
    }
  }

  /** Reads every key that the method reads, so that a bad value fails at once. */
  private void check() {
    ONLY.keySet().stream()
        .sorted()
        .filter(kind::reads)
        .forEach(key -> keys.requireIfGiven(key, ONLY.get(key)));
    if (kind.reads("variance_type")) {
      variance(); // a learned one comes with predictions of another size
    }
    scheduler(1, 0);
  }
}
