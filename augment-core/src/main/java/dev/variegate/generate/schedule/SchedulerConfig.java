package dev.variegate.generate.schedule;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.image.Size;
import dev.variegate.model.BadModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code scheduler_config.json} says, in the format of diffusers: how a network was trained
 * and which method samples it, with diffusers' default of the method's class for each absent key.
 *
 * <p>Keys that only other methods read are skipped, as diffusers does; keys that would change
 * images in a way that is not supported are refused by name; unknown keys are errors.
 */
public final class SchedulerConfig {

  private final SchedulerKind trained;
  private final SchedulerKind kind;
  private final ConfigKeys keys;
  private final ImageShape image;
  private final NoiseSchedule noise;

  /**
   * The images of a run.
   *
   * @param samples of each; 0: all that a scheduler is given are one image
   * @param tokens patches of 2x2 positions that each has; 0: as many as the least shift is for
   */
  private record ImageShape(int samples, int tokens) {}

  /**
   * @param trained the method that the file names, whose defaults say how the network was trained
   * @param kind the method asked for
   */
  private SchedulerConfig(
      SchedulerKind trained, SchedulerKind kind, ConfigKeys keys, ImageShape image) {
    this.trained = trained;
    this.kind = kind;
    this.keys = keys;
    this.image = image;
    this.noise = BetaReader.read(keys, trained, leastKept());
    ConfigRules.check(this);
    scheduler(1, 0); // reads every key that the method reads, so that a bad value fails at once
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
    return new SchedulerConfig(kind, kind, keys, new ImageShape(0, 0));
  }

  /**
   * The same network sampled by another method. What the file says of the training stays, also
   * where it says it by being silent; what it says of sampling stays where the method reads it.
   *
   * @throws IllegalArgumentException if the method is not for networks that were trained so
   */
  public SchedulerConfig with(SchedulerKind other) {
    boolean fits = followsFlow() ? other.canFollowFlow() : !other.isFlow();
    if (!fits) {
      throw new IllegalArgumentException(
          "Scheduler \"%s\" is asked for but must be %s, because the network was trained by %s; leave it out for the bundle's own"
              .formatted(
                  KebabCase.kebab(other),
                  Stream.of(SchedulerKind.values())
                      .filter(known -> followsFlow() ? known.canFollowFlow() : !known.isFlow())
                      .map(KebabCase::kebab)
                      .collect(Collectors.joining(", ")),
                  followsFlow() ? "flow matching" : "denoising diffusion"));
    }
    return new SchedulerConfig(trained, other, keys, image);
  }

  /**
   * The same for images of a size, which dynamic thresholding and dynamic shifting depend on.
   *
   * @param samples of each image
   * @param size of the images as the network has them
   */
  public SchedulerConfig forImages(int samples, Size size) {
    return new SchedulerConfig(
        trained, kind, keys, new ImageShape(samples, size.width() / 2 * (size.height() / 2)));
  }

  public SchedulerKind kind() {
    return kind;
  }

  /** The number of timesteps that the network was trained on. */
  public int trainTimesteps() {
    return noise.size();
  }

  /**
   * How much of an image's variance is left at a timestep that was trained on, 0..1: the papers'
   * alpha-bar.
   */
  public double kept(int timestep) {
    return noise.level(timestep).kept();
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
      case HEUN -> new Heun(SigmaSchedule.of(this, steps), limit());
      case DPM_SOLVER -> DpmSolver.of(this, steps);
      case UNIPC -> UniPc.of(this, steps);
      case PNDM -> Pndm.of(this, steps);
      case LMS -> new Lms(SigmaSchedule.of(this, steps));
      case LCM -> Lcm.of(this, steps);
      case FLOW_MATCH_EULER ->
          new FlowEuler(FlowSchedule.of(this, steps), keys.flag("stochastic_sampling", false));
      case FLOW_MATCH_HEUN -> new FlowHeun(FlowSchedule.of(this, steps));
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
    return trained.isFlow()
        ? PredictionType.FLOW_PREDICTION
        : keys.word("prediction_type", PredictionType.EPSILON);
  }

  /** Whether the network was trained by flow matching. */
  public boolean followsFlow() {
    return trained.isFlow() || (trained.canFollowFlow() && keys.flag("use_flow_sigmas", false));
  }

  /** The times of a flow. */
  FlowSigmas flow() {
    return FlowSigmas.read(keys, trained, image.tokens());
  }

  /** Where a method reads what no other one does. */
  ConfigKeys keys() {
    return keys;
  }

  TimestepSpacing spacing() {
    return keys.word(
        "timestep_spacing",
        switch (kind) {
          case DDPM, DDIM, PNDM, LCM -> TimestepSpacing.LEADING;
          default -> TimestepSpacing.LINSPACE;
        });
  }

  int stepsOffset() {
    return keys.at("steps_offset").ifGiven(ConfigNode::whole).orElse(0);
  }

  VarianceType variance() {
    return keys.word("variance_type", VarianceType.FIXED_SMALL);
  }

  /** What limits the predicted image. */
  SampleLimit limit() {
    if (kind.reads("thresholding") && keys.flag("thresholding", false)) {
      return SampleLimit.dynamic(keys, image.samples());
    }
    var range = clipSample();
    return range.isPresent() ? SampleLimit.clip(range.getAsDouble()) : SampleLimit.NONE;
  }

  /** The limit of the predicted image's samples, if there is one. */
  OptionalDouble clipSample() {
    boolean otherwise = kind == SchedulerKind.DDPM || kind == SchedulerKind.DDIM;
    return kind.reads("clip_sample") && keys.flag("clip_sample", otherwise)
        ? OptionalDouble.of(keys.number("clip_sample_range", 1))
        : OptionalDouble.empty();
  }

  /** How noisy the end of the last step is, for DDIM and PNDM. */
  NoiseLevel end() {
    boolean toOne = keys.flag("set_alpha_to_one", kind != SchedulerKind.PNDM);
    return toOne ? NoiseLevel.CLEAN : noise.level(0);
  }

  /** How ratios of noise to image are spread, where that is not left to the timesteps. */
  Optional<SigmaSpacing> sigmas() {
    boolean solverOfFlow = followsFlow() && !kind.isFlow();
    return kind.reads("use_karras_sigmas")
        ? SigmaSpacing.read(keys, solverOfFlow)
        : Optional.empty();
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

  /**
   * Of an image at the last timestep of betas that are rescaled to keep none. As in diffusers, the
   * methods that divide by it keep a little.
   */
  private double leastKept() {
    boolean divides =
        switch (kind) {
          case DDPM, DDIM, LCM, PNDM -> prediction() == PredictionType.EPSILON;
          default -> true;
        };
    return divides ? NoiseSchedule.MIN_KEPT : 0;
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
}
