package dev.variegate.train.diffusion;

import dev.variegate.base.Json;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.model.ModelDescription;
import java.util.TreeMap;

/**
 * What kind of diffusion model is trained.
 *
 * @param width channels at the whole size of the image, a multiple of 8; smaller sizes have twice
 *     as many
 * @param target what the network learns to say
 * @param curve of the noise
 * @param steps timesteps that the way from image to noise is cut into, 100 to 10,000
 * @param classDropout part of the images whose class is hidden from the network, 0 to below 1, so
 *     that it can be guided without a classifier (Ho and Salimans, arXiv:2207.12598, section 3.2)
 */
public record DdpmOptions(
    int width, Target target, NoiseCurve curve, int steps, double classDropout) {

  /** What suits 28x28 and 32x32 on two cores. */
  public static final DdpmOptions DEFAULT =
      new DdpmOptions(32, Target.EPSILON, NoiseCurve.LINEAR, 1000, 0.1);

  private static final int MIN_STEPS = 100;
  private static final int MAX_STEPS = 10_000;

  public DdpmOptions {
    if (width < ResidualBlock.GROUPS || width % ResidualBlock.GROUPS != 0) {
      throw new IllegalArgumentException(
          "Width is %d but must be a multiple of %d, the groups of channels; give another"
              .formatted(width, ResidualBlock.GROUPS));
    }
    if (steps < MIN_STEPS || steps > MAX_STEPS) {
      throw new IllegalArgumentException(
          "Number of timesteps is %d but must stay within [%d, %d]; usual is 1000"
              .formatted(steps, MIN_STEPS, MAX_STEPS));
    }
    if (!(classDropout >= 0 && classDropout < 1)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Class dropout is %s but must be 0 to below 1; usual is 0.1".formatted(classDropout));
    }
  }

  /** The text of {@code scheduler_config.json}: how the network is trained, and ddim to sample. */
  String schedulerJson() {
    var keys = new TreeMap<>(curve.keys(steps));
    keys.put("_class_name", "DDIMScheduler");
    keys.put("num_train_timesteps", steps);
    keys.put("prediction_type", target.key());
    keys.put("clip_sample", true);
    keys.put("timestep_spacing", "leading");
    keys.put("steps_offset", 0);
    return Json.json(keys);
  }

  /** The same, read. */
  SchedulerConfig scheduler() {
    return SchedulerConfig.parse(schedulerJson(), ModelDescription.SCHEDULER);
  }
}
