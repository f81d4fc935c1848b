package dev.variegate.generate.schedule;

import static dev.variegate.generate.schedule.Toys.config;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration is refused for. */
class ConfigRulesTest {

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
}
