package dev.variegate.stage.param;

import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.schedule.SchedulerKind;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that say how a diffusion model is followed from noise to image. */
public interface DiffusionParams<S> extends Params {

  default Param<String> scheduler() {
    return ParamSupport.text(
        this,
        "scheduler",
        "sampling method of a diffusion model: %s; if unset, the one that the model names"
            .formatted(String.join(", ", SchedulerKind.words())),
        SchedulerKind::of);
  }

  default IntParam steps() {
    return ParamSupport.whole(
        this,
        "steps",
        "number of denoising steps of a diffusion model, 1 to the number of timesteps it was trained on; if unset, all of them for ddpm, 4 for lcm, 50 for others",
        value -> ParamSupport.requirePositive((int) value, "steps"));
  }

  default DoubleParam eta() {
    return ParamSupport.real(
        this,
        "eta",
        "fraction of ddpm's noise that the ddim scheduler adds in each step, 0 to 1; 0 for all others",
        value -> new DiffusionOptions("", 0, (double) value, 1));
  }

  default DoubleParam guidanceScale() {
    return ParamSupport.real(
        this,
        "guidanceScale",
        "classifier-free guidance scale of a diffusion model, 0 or more: how far it is guided away from unconditional images; 1 is the class alone; values other than 1 only for models with an unconditional class",
        value -> new DiffusionOptions("", 0, 0, (double) value));
  }

  default S setScheduler(String value) {
    return ParamSupport.set(this, scheduler(), value);
  }

  default String getScheduler() {
    return getOrDefault(scheduler());
  }

  default S setSteps(int value) {
    return ParamSupport.set(this, steps(), value);
  }

  default int getSteps() {
    return (int) getOrDefault(steps());
  }

  default S setEta(double value) {
    return ParamSupport.set(this, eta(), value);
  }

  default double getEta() {
    return (double) getOrDefault(eta());
  }

  default S setGuidanceScale(double value) {
    return ParamSupport.set(this, guidanceScale(), value);
  }

  default double getGuidanceScale() {
    return (double) getOrDefault(guidanceScale());
  }

  /** What the four say together. */
  default DiffusionOptions diffusionOptions() {
    return new DiffusionOptions(
        ParamSupport.value(this, scheduler()).orElse(""),
        ParamSupport.value(this, steps()).map(value -> (int) value).orElse(0),
        (double) getOrDefault(eta()),
        (double) getOrDefault(guidanceScale()));
  }
}
