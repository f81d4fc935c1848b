package dev.variegate.generate.schedule;

import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Reads scheduler files and makes their schedulers. */
public final class SchedulerFuzz extends TextTarget {

  public SchedulerFuzz() {
    super(
        "scheduler",
        List.of(
            "Infinity",
            "1e-400",
            "99999999999",
            "\"steps_offset\"",
            "\"sigma_min\"",
            "\"sigma_max\"",
            "linspace",
            "leading",
            "squaredcos_cap_v2"),
        """
            {"_class_name": "DDIMScheduler", "num_train_timesteps": 100, "beta_start": 0.0001, "beta_end": 0.02, "clip_sample": true}
            """,
        """
            {"_class_name": "DPMSolverMultistepScheduler", "solver_order": 2, "lambda_min_clipped": -Infinity, "num_train_timesteps": 50, "use_karras_sigmas": true}
            """,
        """
            {"_class_name": "EulerDiscreteScheduler", "num_train_timesteps": 3, "trained_betas": [0.1, 0.2, 0.5], "timestep_spacing": "trailing", "rescale_betas_zero_snr": true}
            """);
  }

  @Override
  protected void read(String text) {
    var config = SchedulerConfig.parse(text, "fuzz.json");
    var unused = config.scheduler(Math.min(2, config.trainTimesteps()), 0);
  }
}
