package dev.variegate.generate.diffusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.generate.schedule.SchedulerKind;
import java.io.Serializable;

/**
 * How a diffusion model is asked for images.
 *
 * @param scheduler word of the method, such as {@code ddim}; "" for the one that the bundle names
 * @param steps from noise to image; 0 for as many as trained on by ddpm, 4 by lcm, 50 by others
 * @param eta fraction of ddpm's noise that ddim adds in each step, 0..1; 0 for every other method
 * @param guidanceScale how far predictions for the asked class are moved away from those for no
 *     class: {@code u + g (c - u)}; 1 is the class alone, 0 no class. Other than 1 only where the
 *     network knows no class (Ho and Salimans, "Classifier-Free Diffusion Guidance", 2022)
 */
public record DiffusionOptions(String scheduler, int steps, double eta, double guidanceScale)
    implements Serializable {

  /** The bundle's own method in its usual number of steps. */
  public static final DiffusionOptions DEFAULT = new DiffusionOptions("", 0, 0, 1);

  private static final int DEFAULT_STEPS = 50;
  private static final int DEFAULT_STEPS_OF_LCM = 4;

  public DiffusionOptions {
    if (!scheduler.isEmpty()) {
      SchedulerKind.of(scheduler);
    }
    if (steps < 0) {
      throw new IllegalArgumentException(
          "Number of steps is %d but must be 1 or more, or 0 for the usual number; give another"
              .formatted(steps));
    }
    if (!(eta >= 0 && eta <= 1)) { // written so that NaN fails too
      throw new IllegalArgumentException(
          "Eta is %s but must stay within [0.0, 1.0]; 0 adds no noise".formatted(eta));
    }
    if (!(guidanceScale >= 0 && guidanceScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Guidance scale is %s but must be 0 or more and finite; usual are 1 to 8"
              .formatted(guidanceScale));
    }
  }

  /** The method with so many steps, and nothing else unusual. */
  public static DiffusionOptions of(SchedulerKind kind, int steps) {
    return new DiffusionOptions(KebabCase.kebab(kind), steps, 0, 1);
  }

  /** The method that is asked for, for a network that was trained so. */
  public Scheduler scheduler(SchedulerConfig trained) {
    return scheduler(trained, kind(trained));
  }

  Scheduler scheduler(SchedulerConfig trained, SchedulerKind kind) {
    return trained.with(kind).scheduler(steps(trained), eta);
  }

  SchedulerKind kind(SchedulerConfig trained) {
    return scheduler.isEmpty() ? trained.kind() : SchedulerKind.of(scheduler);
  }

  int steps(SchedulerConfig trained) {
    if (steps > 0) {
      return steps;
    }
    int most = trained.trainTimesteps();
    return switch (kind(trained)) {
      case DDPM -> most;
      case LCM -> Math.min(DEFAULT_STEPS_OF_LCM, most);
      default -> Math.min(DEFAULT_STEPS, most);
    };
  }

  /** Writes what was done, with nothing left to defaults. */
  public void write(ObjectNode step, SchedulerConfig trained) {
    step.put("scheduler", KebabCase.kebab(kind(trained)));
    step.put("steps", steps(trained));
    step.put("eta", eta);
    step.put("guidanceScale", guidanceScale);
  }

  /** Reads what {@link #write} wrote. */
  public static DiffusionOptions read(ConfigNode step) {
    return new DiffusionOptions(
        step.at("scheduler").text(),
        step.at("steps").whole(),
        step.at("eta").number(),
        step.at("guidanceScale").number());
  }
}
