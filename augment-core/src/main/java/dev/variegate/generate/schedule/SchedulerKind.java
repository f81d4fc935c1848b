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
  PNDM("PNDMScheduler", "", "skip_prk_steps set_alpha_to_one"),
  LMS("LMSDiscreteScheduler", Keys.SIGMAS, "");

  private static final class Keys {
    static final String ALL =
        "num_train_timesteps beta_start beta_end beta_schedule trained_betas prediction_type"
            + " timestep_spacing steps_offset rescale_betas_zero_snr ";
    static final String CLIPPING =
        "clip_sample clip_sample_range thresholding dynamic_thresholding_ratio sample_max_value ";
    static final String SIGMAS = "use_karras_sigmas use_exponential_sigmas use_beta_sigmas ";
    static final String SOLVER =
        "solver_order solver_type algorithm_type lower_order_final euler_at_final use_lu_lambdas"
            + " use_flow_sigmas flow_shift final_sigmas_type lambda_min_clipped variance_type"
            + " thresholding dynamic_thresholding_ratio sample_max_value use_dynamic_shifting"
            + " time_shift_type";
  }

  private final String className;
  private final String keys;

  SchedulerKind(String className, String some, String more) {
    this.className = className;
    this.keys = Keys.ALL + some + more;
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
