package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what mathematics says, with the best network there can be for normal data. */
class SchedulersTest {

  private static final String NO_CLIP = "\"clip_sample\": false";

  /** Where the probability flow leads a sample: its distance in deviations is kept. */
  private static double solution(Scheduler scheduler, double start, boolean exploding) {
    var level =
        exploding
            ? NoiseLevel.ofSigma(((VarianceExploding) scheduler).schedule().sigma(0))
            : ((VariancePreserving) scheduler).level(0);
    double x = exploding ? start * level.signal() : start;
    double spread = Math.hypot(level.signal() * Toys.DEVIATION, level.noise());
    return Toys.MEAN + Toys.DEVIATION * (x - level.signal() * Toys.MEAN) / spread;
  }

  private static double error(SchedulerKind kind, String more, int steps) {
    var config = config("DDIMScheduler", NO_CLIP + more).with(kind);
    var scheduler = config.scheduler(steps, 0);
    var start = new double[] {scheduler.initialScale(), 0, -scheduler.initialScale()};
    var made = Toys.run(scheduler, start, Toys.exact(config));
    boolean exploding = scheduler instanceof VarianceExploding;
    return IntStream.range(0, start.length)
        .mapToDouble(i -> Math.abs(made[i] - solution(scheduler, start[i], exploding)))
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "DDIM, 0.04",
    "EULER, 0.04",
    "HEUN, 0.006",
    "DPM_SOLVER, 0.02",
    "UNIPC, 0.006",
    "PNDM, 0.04",
    "LMS, 0.006"
  })
  void flowsEndAtTheKnownImageWhateverTheNetworkPredicts(SchedulerKind kind, double tolerance) {
    for (var prediction : new String[] {"epsilon", "sample", "v_prediction"}) {
      var more =
          ", \"timestep_spacing\": \"trailing\", \"prediction_type\": \"" + prediction + "\"";
      assertThat(error(kind, more, 50)).as(prediction).isLessThan(tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EULER", "HEUN", "DPM_SOLVER", "UNIPC", "LMS"})
  void karrasSigmasEndAtTheKnownImageToo(SchedulerKind kind) {
    assertThat(error(kind, ", \"use_karras_sigmas\": true", 50)).isLessThan(0.03);
  }

  /** All but PNDM, which extrapolates from where a cosine leaves next to nothing of the image. */
  @ParameterizedTest
  @EnumSource(names = {"DDIM", "EULER", "HEUN", "DPM_SOLVER", "UNIPC", "LMS"})
  void cosineSchedulesAndMoreStepsLeadNearer(SchedulerKind kind) {
    var cosine = ", \"timestep_spacing\": \"trailing\", \"beta_schedule\": \"squaredcos_cap_v2\"";
    assertThat(error(kind, cosine, 200)).isLessThan(error(kind, cosine, 10)).isLessThan(0.02);
  }

  /** Ends from (x - z) along the flow of normal data, which is known. */
  @ParameterizedTest
  @EnumSource(names = {"FLOW_MATCH_EULER", "FLOW_MATCH_HEUN", "UNIPC", "DPM_SOLVER"})
  void flowsOfFlowMatchingEndAtTheKnownImage(SchedulerKind kind) {
    for (var shift : new String[] {"1.0", "3.0"}) {
      var config = config("FlowMatchEulerDiscreteScheduler", "\"shift\": " + shift).with(kind);
      var start = new double[] {1, 0, -1};
      var made = Toys.run(config.scheduler(50, 0), start, Toys::flow);
      for (int i = 0; i < start.length; i++) {
        assertThat(made[i])
            .as(shift)
            .isCloseTo(Toys.MEAN + Toys.DEVIATION * start[i], offset(0.03));
      }
    }
  }

  @Test
  void aConsistencyModelThatKnowsTheImageGivesIt() {
    var config = config("LCMScheduler", "\"prediction_type\": \"sample\"");
    var made =
        Toys.run(
            config.scheduler(4, 0),
            new double[] {1, -1},
            (scaled, timestep) -> new double[] {0.25, 0.5});
    assertThat(made[0]).isCloseTo(0.25, offset(1e-4));
    assertThat(made[1]).isCloseTo(0.5, offset(1e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "DDPM, ''",
    "EULER_ANCESTRAL, ''",
    "DPM_SOLVER, ', \"algorithm_type\": \"sde-dpmsolver++\"'"
  })
  void methodsWithNoiseKeepTheDistributionOfTheData(SchedulerKind kind, String more) {
    var config =
        config("DDIMScheduler", NO_CLIP + more + ", \"timestep_spacing\": \"trailing\"").with(kind);
    var scheduler = config.scheduler(1000, 0);
    var start = LinearCombination.times(scheduler.initialScale(), Toys.normal(4000, 0));
    var made = Toys.run(scheduler, start, Toys.exact(config));
    double mean = IntStream.range(0, made.length).mapToDouble(i -> made[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, made.length)
            .mapToDouble(i -> (made[i] - mean) * (made[i] - mean))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(Toys.MEAN, offset(0.025));
    assertThat(Math.sqrt(variance)).isCloseTo(Toys.DEVIATION, offset(0.02));
  }

  @Test
  void ddimWithAllItsNoiseIsDdpm() {
    var config = config("DDPMScheduler", NO_CLIP);
    var start = Toys.normal(64, 0);
    var ddpm = Toys.run(config.scheduler(1000, 0), start, Toys.exact(config));
    var ddim =
        Toys.run(config.with(SchedulerKind.DDIM).scheduler(1000, 1), start, Toys.exact(config));
    for (int i = 0; i < start.length; i++) {
      assertThat(ddim[i]).isCloseTo(ddpm[i], offset(1e-3));
    }
  }

  @Test
  void ancestralEulerIsDdpmInAnotherScale() {
    var config = config("DDPMScheduler", NO_CLIP + ", \"timestep_spacing\": \"trailing\"");
    var other = config.with(SchedulerKind.EULER_ANCESTRAL);
    var start = Toys.normal(64, 0);
    var scheduler = other.scheduler(50, 0);
    double signal = NoiseLevel.ofSigma(scheduler.initialScale()).signal();
    var ddpm = Toys.run(config.scheduler(50, 0), start, Toys.exact(config));
    var euler = Toys.run(scheduler, LinearCombination.times(1 / signal, start), Toys.exact(other));
    for (int i = 0; i < start.length; i++) {
      assertThat(euler[i]).isCloseTo(ddpm[i], offset(1e-3));
    }
  }

  @Test
  void largeVarianceIsWhatTheTrainingStepAdded() {
    var ddpm = Ddpm.of(config("DDPMScheduler", "\"variance_type\": \"fixed_large\""), 1000);
    assertThat(ddpm.variance(0)).isCloseTo(0.02, offset(1e-9));
    assertThat(ddpm.variance(999)).isCloseTo(0.0001, offset(1e-9));
  }

  @Test
  void stepsBackToTheNoiseBeforeTheStep() {
    var ddpm = config("DDPMScheduler", "").ancestral(50);
    var ones = new double[] {1};
    var zero = new double[] {0};
    for (int step : new int[] {0, 20, 49}) {
      double kept = ddpm.stepBack(ddpm.addNoise(ones, zero, step + 1), zero, step)[0];
      assertThat(kept).isCloseTo(ddpm.level(step).signal(), offset(1e-6));
      double before = ddpm.stepBack(ones, zero, step)[0];
      double added = ddpm.stepBack(zero, ones, step)[0];
      double after = ddpm.level(step + 1).noise();
      assertThat(before * before * after * after + added * added)
          .isCloseTo(Math.pow(ddpm.level(step).noise(), 2), offset(1e-6));
    }
  }

  @Test
  void karrasSigmasHaveEvenSeventhRoots() {
    var sigmas = SigmaSpacing.KARRAS.between(157, 0.01, 9);
    assertThat(sigmas[0]).isCloseTo(157, offset(1e-9));
    assertThat(sigmas[8]).isCloseTo(0.01, offset(1e-12));
    double stride = (Math.pow(157, 1 / 7.0) - Math.pow(0.01, 1 / 7.0)) / 8;
    for (int i = 1; i < 9; i++) {
      assertThat(Math.pow(sigmas[i - 1], 1 / 7.0) - Math.pow(sigmas[i], 1 / 7.0))
          .isCloseTo(stride, offset(1e-9));
    }
  }

  @Test
  void cosineSchedulesKeepASquaredCosine() {
    var noise = config("DDPMScheduler", "\"beta_schedule\": \"squaredcos_cap_v2\"").noise();
    double start = Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2);
    for (int t : new int[] {0, 250, 500, 900}) {
      double expected =
          Math.pow(Math.cos(((t + 1) / 1000.0 + 0.008) / 1.008 * Math.PI / 2), 2) / start;
      assertThat(noise.level(t).kept()).isCloseTo(expected, offset(1e-9));
    }
  }

  @Test
  void aRescaledScheduleEndsInPureNoiseAndStartsAsBefore() {
    var plain = config("DDIMScheduler", "").noise();
    var noise = config("DDIMScheduler", "\"rescale_betas_zero_snr\": true").noise();
    assertThat(noise.level(0).kept()).isCloseTo(plain.level(0).kept(), offset(1e-12));
    assertThat(noise.level(999).signal()).isLessThan(3e-4);
    assertThat(plain.level(999).signal()).isGreaterThan(6e-3);
  }

  @Test
  void timesAndSigmasAreEachOthersInverse() {
    var noise = config("DDPMScheduler", "").noise();
    for (double t : new double[] {0, 1, 20.5, 500, 998.25, 999}) {
      assertThat(noise.time(noise.sigma(t))).isCloseTo(t, offset(0.01));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "FLOW_MATCH.*")
  void theLastStepsGoAsTheyWouldHaveGone(SchedulerKind kind) {
    var whole = config("DDPMScheduler", "").with(kind).scheduler(10, 0);
    var tail = whole.tail(4);
    int skipped = whole.evaluations() - tail.evaluations();
    assertThat(tail.steps()).isEqualTo(4);
    assertThat(tail.timestep(tail.evaluations() - 1))
        .isEqualTo(whole.timestep(whole.evaluations() - 1));
    if (kind != SchedulerKind.PNDM) {
      assertThat(tail.timestep(0)).isEqualTo(whole.timestep(skipped));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "FLOW_MATCH.*")
  void oneSchedulerServesManyRunsAtOnce(SchedulerKind kind) {
    var config = config("DDPMScheduler", "").with(kind);
    var scheduler = config.scheduler(8, 0);
    var start = LinearCombination.times(scheduler.initialScale(), Toys.normal(16, 0));
    var alone = Toys.run(scheduler, start, Toys.exact(config));
    var copy = start.clone();
    Toys.run(scheduler, Toys.normal(16, 99), Toys.exact(config));
    assertThat(Toys.run(scheduler, start, Toys.exact(config))).containsExactly(alone);
    assertThat(start).containsExactly(copy);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "FLOW_MATCH.*")
  void aSingleStepGivesAFiniteImage(SchedulerKind kind) {
    var config = config("DDPMScheduler", "\"timestep_spacing\": \"trailing\"").with(kind);
    var scheduler = config.scheduler(1, 0);
    var start = LinearCombination.times(scheduler.initialScale(), Toys.normal(16, 0));
    for (double value : Toys.run(scheduler, start, Toys.exact(config))) {
      assertThat(value).isBetween(-3.0, 3.0);
    }
  }
}
