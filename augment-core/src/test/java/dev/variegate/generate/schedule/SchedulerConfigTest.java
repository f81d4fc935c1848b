package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.model.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerConfigTest {

  private static final String STABLE_DIFFUSION =
      """
      {
        "_class_name": "PNDMScheduler",
        "_diffusers_version": "0.6.0",
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "beta_start": 0.00085,
        "num_train_timesteps": 1000,
        "set_alpha_to_one": false,
        "skip_prk_steps": true,
        "steps_offset": 1,
        "trained_betas": null,
        "clip_sample": false
      }
      """;

  @Test
  void readsWhatStableDiffusionShips() {
    var config = SchedulerConfig.parse(STABLE_DIFFUSION, "scheduler_config.json");
    assertThat(config.kind()).isEqualTo(SchedulerKind.PNDM);
    assertThat(config.trainTimesteps()).isEqualTo(1000);
    assertThat(1 - config.noise().level(0).kept()).isCloseTo(0.00085, offset(1e-9));
    assertThat(config.noise().level(999).sigma()).isCloseTo(14.6146, offset(1e-3));
    assertThat(config.with(SchedulerKind.DDIM).clipSample()).isEmpty();
    assertThat(config.with(SchedulerKind.DDIM).end()).isEqualTo(config.noise().level(0));
  }

  @ParameterizedTest
  @CsvSource({
    "DDPMScheduler, LEADING, 1.0",
    "DDIMScheduler, LEADING, 1.0",
    "PNDMScheduler, LEADING, none",
    "EulerDiscreteScheduler, LINSPACE, none",
    "EulerAncestralDiscreteScheduler, LINSPACE, none",
    "HeunDiscreteScheduler, LINSPACE, none",
    "DPMSolverMultistepScheduler, LINSPACE, none",
    "LMSDiscreteScheduler, LINSPACE, none"
  })
  void absentKeysHaveTheDefaultOfTheirClass(String name, TimestepSpacing spacing, String clip) {
    var config = config(name, "");
    assertThat(config.spacing()).isEqualTo(spacing);
    assertThat(config.clipSample().isPresent() ? "1.0" : "none").isEqualTo(clip);
    assertThat(config.prediction()).isEqualTo(PredictionType.EPSILON);
    assertThat(1 - config.noise().level(0).kept())
        .isCloseTo(name.startsWith("Heun") ? 0.00085 : 0.0001, offset(1e-12));
  }

  @Test
  void anotherMethodKeepsHowTheNetworkWasTrained() {
    var file = config("DDPMScheduler", "\"timestep_spacing\": \"trailing\"");
    var heun = file.with(SchedulerKind.HEUN);
    assertThat(heun.noise().level(999)).isEqualTo(file.noise().level(999));
    assertThat(heun.spacing()).isEqualTo(TimestepSpacing.TRAILING);
    assertThat(heun.clipSample()).isEmpty();
    assertThat(heun.with(SchedulerKind.DDPM).clipSample()).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodSamplesWhatWasTrainedForDdpm(SchedulerKind kind) {
    var file = config("DDPMScheduler", "\"variance_type\": \"fixed_large\", \"clip_sample\": true");
    assertThat(file.with(kind).scheduler(10, 0).steps()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "beta_start, NaN, a finite number",
    "beta_end, 1e999, a finite number",
    "beta_end, Infinity, a finite number",
    "num_train_timesteps, 4294967396, within 1..100000",
    "num_train_timesteps, 1.5, a whole number of at least 1"
  })
  void numbersThatAreNoneAreRefused(String key, String number, String rule) {
    assertThatThrownBy(() -> config("DDPMScheduler", "\"%s\": %s".formatted(key, number)))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("scheduler_config.json: key \"%s\" is ".formatted(key))
        .hasMessageEndingWith(" but must be %s; correct it".formatted(rule));
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPointOrAnExponent() {
    assertThat(config("DDPMScheduler", "\"num_train_timesteps\": 1e2").trainTimesteps())
        .isEqualTo(100);
  }

  @Test
  void trainedBetasAreTakenAsTheyAre() {
    var config =
        config("DDPMScheduler", "\"num_train_timesteps\": 2, \"trained_betas\": [0.1, 0.5]");
    assertThat(config.noise().level(1).kept()).isCloseTo(0.45, offset(1e-12));
    assertThatThrownBy(() -> config("DDPMScheduler", "\"trained_betas\": [0.1, 0.5]"))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "scheduler_config.json: key \"trained_betas\" is [0.1,0.5] but must be a list of 1000 numbers, one for each of num_train_timesteps; correct it");
  }

  @Test
  void limitsOfLambdaLeaveTheLastTimestepsOut() {
    var cosine = "\"beta_schedule\": \"squaredcos_cap_v2\", \"lambda_min_clipped\": ";
    var name = "DPMSolverMultistepScheduler";
    assertThat(config(name, cosine + "-Infinity").solver().range()).isEqualTo(1000);
    var clipped = config(name, cosine + "-5.1");
    assertThat(-Math.log(clipped.noise().level(clipped.solver().range() - 1).sigma()))
        .isGreaterThanOrEqualTo(-5.1);
    assertThat(-Math.log(clipped.noise().level(clipped.solver().range()).sigma())).isLessThan(-5.1);
    assertThat(clipped.scheduler(10, 0).timestep(0)).isEqualTo(clipped.solver().range() - 1);
  }

  @Test
  void keysOfOtherMethodsArePassedOver() {
    var more = "\"thresholding\": true, \"use_karras_sigmas\": true";
    assertThat(config("PNDMScheduler", more).usesKarrasSigmas()).isFalse();
  }

  @Test
  void refusesKeysThatWouldChangeImages() {
    assertThatThrownBy(() -> config("DDIMScheduler", "\"thresholding\": true"))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "scheduler_config.json: key \"thresholding\" is true, only false is supported; set it so, or ask for another scheduler");
    assertThatThrownBy(
            () -> config("DPMSolverMultistepScheduler", "\"algorithm_type\": \"sde-dpmsolver++\""))
        .hasMessage(
            "scheduler_config.json: key \"algorithm_type\" is sde-dpmsolver++, only dpmsolver++ is supported; set it so, or ask for another scheduler");
    assertThatThrownBy(() -> config("DDPMScheduler", "\"variance_type\": \"learned_range\""))
        .hasMessage(
            "scheduler_config.json: key \"variance_type\" is \"learned_range\"; known: fixed_large, fixed_small, fixed_small_log");
    assertThatThrownBy(
            () -> config("DPMSolverMultistepScheduler", "\"variance_type\": \"learned\""))
        .hasMessageContaining("key \"variance_type\" is \"learned\"; known: fixed_large");
    assertThatThrownBy(() -> config("DPMSolverMultistepScheduler", "\"solver_order\": 3"))
        .hasMessage(
            "scheduler_config.json: key \"solver_order\" is 3 but must be within 1..2; correct it");
  }

  @Test
  void refusesUnknownKeysClassesAndTypes() {
    assertThatThrownBy(() -> config("DDIMScheduler", "\"beta_strat\": 0.1"))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(
            "scheduler_config.json: key \"beta_strat\" is unknown; did you mean \"beta_start\"? Known: _class_name, algorithm_type, beta_end, ");
    assertThatThrownBy(() -> config("DDIMSchedular", ""))
        .hasMessageStartingWith(
            "scheduler_config.json: key \"_class_name\" is \"DDIMSchedular\"; did you mean \"DDIMScheduler\"? Known: DDIMScheduler, ");
    assertThatThrownBy(() -> SchedulerConfig.parse("{}", "scheduler_config.json"))
        .hasMessage(
            "scheduler_config.json: key \"_class_name\" is missing but must be text; add it");
    assertThatThrownBy(() -> config("DDIMScheduler", "\"clip_sample\": \"yes\""))
        .hasMessage(
            "scheduler_config.json: key \"clip_sample\" is \"yes\" but must be true or false; correct it");
    assertThatThrownBy(() -> config("DDIMScheduler", "\"beta_end\": 1.5"))
        .hasMessage(
            "scheduler_config.json: key \"beta_end\" is 1.5 but must be such that every beta is above 0 and below 1; correct it");
    assertThatThrownBy(() -> SchedulerConfig.parse("[]", "scheduler_config.json"))
        .hasMessage(
            "scheduler_config.json holds no keys but must be a mapping such as \"{\"_class_name\": \"DDIMScheduler\"}\"; write one");
    assertThatThrownBy(() -> SchedulerConfig.parse("{", "scheduler_config.json"))
        .hasMessageContaining("scheduler_config.json is not valid JSON");
  }

  @Test
  void refusesStepsThatTheNetworkDoesNotKnow() {
    var config = config("DDIMScheduler", "\"steps_offset\": 1");
    assertThatThrownBy(() -> config.scheduler(0, 0))
        .hasMessage(
            "Number of steps is 0 but must stay within [1, 1000], the timesteps trained on; give another");
    assertThatThrownBy(() -> config.scheduler(1000, 0))
        .hasMessage(
            "Scheduler \"ddim\" with 1000 steps visits timestep 1000.0 but must go down from at most 999 to at least 0; give fewer steps or a lower \"steps_offset\"");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DDIM")
  void onlyDdimTakesEta(SchedulerKind kind) {
    var config = config("DDIMScheduler", "");
    assertThat(config.scheduler(10, 0.5).steps()).isEqualTo(10);
    assertThatThrownBy(() -> config.with(kind).scheduler(10, 0.5))
        .hasMessageMatching(
            "Eta is 0.5 for scheduler \"[a-z-]+\" but must stay within \\[0.0, 1.0\\] for ddim and be 0.0 for others; set it to 0 or take ddim");
  }

  @Test
  void wordsNameTheMethods() {
    assertThat(SchedulerKind.of("dpm-solver")).isEqualTo(SchedulerKind.DPM_SOLVER);
    assertThatThrownBy(() -> SchedulerKind.of("eular"))
        .hasMessage(
            "scheduler is \"eular\"; did you mean \"euler\"? Known: ddim, ddpm, dpm-solver, euler, euler-ancestral, heun, lms, pndm");
  }
}
