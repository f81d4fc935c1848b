package dev.variegate.generate.schedule;

import dev.variegate.base.Choice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The methods that lead from noise to an image, by the class that diffusers names each. */
public enum SchedulerKind {
  DDPM("DDPMScheduler", Keys.CLIPPING, "variance_type"),
  DDIM("DDIMScheduler", Keys.CLIPPING, "set_alpha_to_one"),
  EULER(
      "EulerDiscreteScheduler",
      Keys.SIGMAS,
      "interpolation_type sigma_min sigma_max timestep_type final_sigmas_type"),
  EULER_ANCESTRAL("EulerAncestralDiscreteScheduler", "", ""),
  HEUN("HeunDiscreteScheduler", Keys.SIGMAS, "clip_sample clip_sample_range"),
  DPM_SOLVER("DPMSolverMultistepScheduler", Keys.SIGMAS, Keys.SOLVER),
  UNIPC(
      "UniPCMultistepScheduler",
      Keys.SIGMAS + Keys.THRESHOLDING + Keys.FLOW,
      "solver_order solver_type lower_order_final disable_corrector predict_x0 solver_p"
          + " final_sigmas_type sigma_min sigma_max shift_terminal"),
  PNDM("PNDMScheduler", "", "skip_prk_steps set_alpha_to_one"),
  LMS("LMSDiscreteScheduler", Keys.SIGMAS, ""),
  LCM("LCMScheduler", Keys.CLIPPING, "set_alpha_to_one original_inference_steps timestep_scaling"),
  FLOW_MATCH_EULER(
      "FlowMatchEulerDiscreteScheduler",
      "",
      Keys.SIGMAS
          + "num_train_timesteps shift use_dynamic_shifting base_shift max_shift"
          + " base_image_seq_len max_image_seq_len invert_sigmas shift_terminal time_shift_type"
          + " stochastic_sampling"),
  FLOW_MATCH_HEUN("FlowMatchHeunDiscreteScheduler", "", "num_train_timesteps shift");

  private static final class Keys {
    static final String ALL =
        "num_train_timesteps beta_start beta_end beta_schedule trained_betas prediction_type"
            + " timestep_spacing steps_offset rescale_betas_zero_snr ";
    static final String THRESHOLDING = "thresholding dynamic_thresholding_ratio sample_max_value ";
    static final String CLIPPING = "clip_sample clip_sample_range " + THRESHOLDING;
    static final String SIGMAS = "use_karras_sigmas use_exponential_sigmas use_beta_sigmas ";
    static final String FLOW =
        "use_flow_sigmas flow_shift use_dynamic_shifting time_shift_type shift base_shift max_shift"
            + " base_image_seq_len max_image_seq_len ";
    static final String SOLVER =
        FLOW
            + THRESHOLDING
            + "solver_order solver_type algorithm_type lower_order_final euler_at_final"
            + " use_lu_lambdas final_sigmas_type lambda_min_clipped variance_type";
  }

  private final String className;
  private final String keys;

  SchedulerKind(String className, String some, String more) {
    this.className = className;
    this.keys = (isFlow() ? "" : Keys.ALL) + some + more;
  }

  /** Whether the method is for networks trained by flow matching alone. */
  boolean isFlow() {
    return className.startsWith("FlowMatch");
  }

  /** Whether the method is for them too. */
  boolean canFollowFlow() {
    return isFlow() || this == DPM_SOLVER || this == UNIPC;
  }

  /** The class that {@code scheduler_config.json} names. */
  String className() {
    return className;
  }

  /** Whether the method reads a key of the file. */
  boolean reads(String key) {
    return List.of(keys.split(" ")).contains(key);
  }

  /** All keys that any of the methods reads. */
  static Set<String> allKeys() {
    var all = new TreeSet<String>();
    Stream.of(values()).forEach(kind -> all.addAll(List.of(kind.keys.split(" "))));
    return all;
  }

  /** The words of all methods. */
  public static List<String> words() {
    return Choice.words(SchedulerKind.class);
  }

  /**
   * The method of a word such as {@code dpm-solver}.
   *
   * @throws IllegalArgumentException naming the known words
   */
  public static SchedulerKind of(String word) {
    return Choice.parse(SchedulerKind.class, word, "scheduler");
  }
}
