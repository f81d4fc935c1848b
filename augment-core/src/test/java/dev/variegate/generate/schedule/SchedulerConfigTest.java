package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.image.Size;
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
    "UniPCMultistepScheduler, LINSPACE, none",
    "LCMScheduler, LEADING, none",
    "LMSDiscreteScheduler, LINSPACE, none"
  })
  void absentKeysHaveTheDefaultOfTheirClass(String name, TimestepSpacing spacing, String clip) {
    var config = config(name, "");
    assertThat(config.spacing()).isEqualTo(spacing);
    assertThat(config.clipSample().isPresent() ? "1.0" : "none").isEqualTo(clip);
    assertThat(config.prediction()).isEqualTo(PredictionType.EPSILON);
    assertThat(1 - config.noise().level(0).kept())
        .isCloseTo(name.matches("(Heun|LCM).*") ? 0.00085 : 0.0001, offset(1e-12));
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
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "FLOW_MATCH.*")
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
    assertThat(config("PNDMScheduler", more).sigmas()).isEmpty();
  }

  @Test
  void sigmasAreSpreadInOneWay() {
    assertThatThrownBy(
            () ->
                config(
                    "EulerDiscreteScheduler",
                    "\"use_karras_sigmas\": true, \"use_beta_sigmas\": true"))
        .hasMessage(
            "scheduler_config.json: key \"use_beta_sigmas\" is true but must be false where \"use_karras_sigmas\" is true; correct it");
    assertThatThrownBy(
            () ->
                config(
                    "UniPCMultistepScheduler",
                    "\"use_karras_sigmas\": true, \"use_flow_sigmas\": true"))
        .hasMessage(
            "scheduler_config.json: key \"use_karras_sigmas\" is true but must be false where a solver follows a flow; correct it");
  }

  @Test
  void limitsOfDynamicThresholdingAreChecked() {
    var threshold = "\"thresholding\": true, \"%s\": %s";
    assertThatThrownBy(
            () -> config("DDIMScheduler", threshold.formatted("dynamic_thresholding_ratio", 1.5)))
        .hasMessage(
            "scheduler_config.json: key \"dynamic_thresholding_ratio\" is 1.5 but must be within 0..1; correct it");
    assertThatThrownBy(() -> config("DDIMScheduler", threshold.formatted("sample_max_value", 0.5)))
        .hasMessage(
            "scheduler_config.json: key \"sample_max_value\" is 0.5 but must be at least 1; correct it");
  }

  @Test
  void everyImageOfABatchHasALimitOfItsOwn() {
    var limit = SampleLimit.dynamic(1, 4, 2);
    assertThat(limit.apply(new double[] {0.5, -0.25, 2, -1, 8, 1}))
        .containsExactly(0.5, -0.25, 1, -0.5, 1, 0.25);
  }

  @Test
  void networksTrainedByFlowMatchingAreSampledByMethodsForThem() {
    var flow = config("FlowMatchEulerDiscreteScheduler", "\"shift\": 3.0");
    assertThat(flow.prediction()).isEqualTo(PredictionType.FLOW_PREDICTION);
    for (var kind :
        new SchedulerKind[] {
          SchedulerKind.FLOW_MATCH_HEUN, SchedulerKind.UNIPC, SchedulerKind.DPM_SOLVER
        }) {
      assertThat(flow.with(kind).scheduler(10, 0).steps()).as(kind.name()).isEqualTo(10);
    }
    assertThat(flow.with(SchedulerKind.UNIPC).flow().shift()).isEqualTo(3);
    assertThatThrownBy(() -> flow.with(SchedulerKind.DDIM))
        .hasMessage(
            "Scheduler \"ddim\" is asked for but must be dpm-solver, unipc, flow-match-euler, flow-match-heun, because the network was trained by flow matching; leave it out for the bundle's own");
    assertThatThrownBy(() -> config("DDIMScheduler", "").with(SchedulerKind.FLOW_MATCH_EULER))
        .hasMessage(
            "Scheduler \"flow-match-euler\" is asked for but must be ddpm, ddim, euler, euler-ancestral, heun, dpm-solver, unipc, pndm, lms, lcm, because the network was trained by denoising diffusion; leave it out for the bundle's own");
    assertThatThrownBy(
            () -> config("UniPCMultistepScheduler", "\"prediction_type\": \"flow_prediction\""))
        .hasMessage(
            "scheduler_config.json: key \"prediction_type\" is \"flow_prediction\" but must be epsilon, sample or v_prediction unless \"use_flow_sigmas\" is true; correct it");
  }

  @Test
  void velocitiesAreNotTakenOfNetworksThatPredictOtherThings() {
    var noise = config("UniPCMultistepScheduler", "\"use_flow_sigmas\": true");
    assertThatThrownBy(() -> noise.with(SchedulerKind.FLOW_MATCH_EULER))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("must be flow_prediction for scheduler \"flow-match-euler\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UniPCMultistepScheduler | \"use_flow_sigmas\": true, \"final_sigmas_type\": \"sigma_min\" | final_sigmas_type",
        "UniPCMultistepScheduler | \"use_karras_sigmas\": true, \"final_sigmas_type\": \"sigma_min\" | final_sigmas_type",
        "DPMSolverMultistepScheduler | \"timestep_spacing\": \"trailing\", \"lambda_min_clipped\": -2 | lambda_min_clipped"
      })
  void whatDiffusersDoesOtherwiseIsRefused(String name, String keys, String key) {
    assertThatThrownBy(() -> config(name, keys))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("key \"%s\"", key);
  }

  @Test
  void aTailCountsItsUncorrectedStepsFromTheStartOfTheWholeRun() {
    var config = config("UniPCMultistepScheduler", "\"disable_corrector\": [5]");
    var tail = (UniPc) config.scheduler(10, 0).tail(6);
    assertThat(tail.uncorrected()).containsExactly(1);
  }

  @Test
  void largerImagesAreShiftedMore() {
    var config = config("FlowMatchEulerDiscreteScheduler", "\"use_dynamic_shifting\": true");
    assertThat(config.flow().shift()).isCloseTo(Math.exp(0.5), offset(1e-12));
    assertThat(config.forImages(3 * 64 * 64, new Size(128, 128)).flow().shift())
        .isCloseTo(Math.exp(1.15), offset(1e-12));
  }

  @Test
  void consistencyModelsTakeNoMoreStepsThanTheyWereDistilledFor() {
    var config = config("LCMScheduler", "");
    assertThat(config.scheduler(4, 0).timestep(1)).isEqualTo(759); // of 999, 759, 519, 259
    assertThatThrownBy(() -> config.scheduler(51, 0))
        .hasMessage(
            "Number of steps is 51 but must be at most 50, the \"original_inference_steps\" of scheduler \"lcm\"; give fewer");
  }

  @Test
  void refusesKeysThatWouldChangeImages() {
    assertThatThrownBy(() -> config("DPMSolverMultistepScheduler", "\"use_lu_lambdas\": true"))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "scheduler_config.json: key \"use_lu_lambdas\" is true, only false is supported; set it so, or ask for another scheduler");
    assertThatThrownBy(
            () -> config("DPMSolverMultistepScheduler", "\"algorithm_type\": \"dpmsolver\""))
        .hasMessage(
            "scheduler_config.json: key \"algorithm_type\" is \"dpmsolver\"; did you mean \"dpmsolver++\"? Known: dpmsolver++, sde-dpmsolver++");
    assertThatThrownBy(() -> config("UniPCMultistepScheduler", "\"predict_x0\": false"))
        .hasMessage(
            "scheduler_config.json: key \"predict_x0\" is false, only true is supported; set it so, or ask for another scheduler");
    assertThatThrownBy(() -> config("FlowMatchEulerDiscreteScheduler", "\"invert_sigmas\": true"))
        .hasMessageContaining("key \"invert_sigmas\" is true, only false is supported");
    assertThatThrownBy(() -> config("DDPMScheduler", "\"variance_type\": \"learned\""))
        .hasMessage(
            "scheduler_config.json: key \"variance_type\" is \"learned\"; known: fixed_large, fixed_small, fixed_small_log, learned_range");
    assertThatThrownBy(
            () -> config("DPMSolverMultistepScheduler", "\"variance_type\": \"learned\""))
        .hasMessageContaining("key \"variance_type\" is \"learned\"; known: fixed_large");
    assertThatThrownBy(() -> config("DPMSolverMultistepScheduler", "\"solver_order\": 4"))
        .hasMessage(
            "scheduler_config.json: key \"solver_order\" is 4 but must be within 1..3; correct it");
  }

  @Test
  void refusesUnknownKeysClassesAndTypes() {
    assertThatThrownBy(() -> config("DDIMScheduler", "\"beta_strat\": 0.1"))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith(
            "scheduler_config.json: key \"beta_strat\" is unknown; did you mean \"beta_start\"? Known: _class_name, algorithm_type, base_image_seq_len, ");
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
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {"DDIM", "FLOW_MATCH.*"})
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
            "scheduler is \"eular\"; did you mean \"euler\"? Known: ddim, ddpm, dpm-solver, euler, euler-ancestral, flow-match-euler, flow-match-heun, heun, lcm, lms, pndm, unipc");
  }
}
