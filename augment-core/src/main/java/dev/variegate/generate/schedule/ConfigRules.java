package dev.variegate.generate.schedule;

import dev.variegate.base.KebabCase;
import java.util.Map;

/**
 * What a configuration must not ask for: keys that change images in ways that are not supported.
 */
final class ConfigRules {

  /** Values besides which nothing is supported, of keys that change images. */
  private static final Map<String, String> ONLY =
      Map.ofEntries(
          Map.entry("use_lu_lambdas", "false"),
          Map.entry("invert_sigmas", "false"),
          Map.entry("predict_x0", "true"),
          Map.entry("interpolation_type", "linear"),
          Map.entry("timestep_type", "discrete"));

  private ConfigRules() {}

  /**
   * Refuses values of keys that the method reads.
   *
   * @throws dev.variegate.model.BadModelException naming key, value and rule
   */
  static void check(SchedulerConfig config) {
    var kind = config.kind();
    var keys = config.keys();
    ONLY.keySet().stream()
        .sorted()
        .filter(kind::reads)
        .forEach(key -> keys.requireIfGiven(key, ONLY.get(key)));
    if (kind.reads("variance_type")) {
      config.variance(); // "learned" is not among them
    }
    if (kind.reads("solver_p")) {
      keys.at("solver_p").require(keys.at("solver_p").ifGiven(given -> given).isEmpty(), "null");
    }
    checkPrediction(config);
    checkEnd(config);
  }

  private static void checkPrediction(SchedulerConfig config) {
    boolean flow = config.prediction() == PredictionType.FLOW_PREDICTION;
    var key = config.keys().at("prediction_type");
    key.require(
        !flow || config.followsFlow(),
        "epsilon, sample or v_prediction unless \"use_flow_sigmas\" is true");
    key.require(
        !config.kind().isFlow() || flow,
        "flow_prediction for scheduler \"%s\"".formatted(KebabCase.kebab(config.kind())));
  }

  private static void checkEnd(SchedulerConfig config) {
    boolean endsAtNoise =
        config.kind().reads("final_sigmas_type")
            && config.keys().word("final_sigmas_type", FinalSigma.ZERO) != FinalSigma.ZERO;
    boolean reachesZero =
        config.followsFlow()
            || (config.kind() == SchedulerKind.UNIPC && config.sigmas().isPresent());
    config
        .keys()
        .at("final_sigmas_type")
        .require(
            !(endsAtNoise && reachesZero),
            "zero where a flow is followed, or where UniPC spreads its sigmas");
  }
}
