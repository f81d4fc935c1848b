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
