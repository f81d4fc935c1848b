package dev.variegate.generate;

import dev.variegate.base.KebabCase;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Task;
import dev.variegate.model.TensorRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a model can be asked to do. */
public enum Capability {
  /** Make a new image from random numbers. */
  SAMPLE,
  /** Make an image of a requested class. */
  CONDITION_ON_LABEL,
  /** Score an image against classes. */
  CLASSIFY,
  /** Score an image, or the features of one, with one number. */
  SCORE,
  /** Say which class each pixel of an image has. */
  SEGMENT,
  /** Turn an image into its latent vector. */
  ENCODE,
  /** Say how likely an image is. */
  LOG_LIKELIHOOD,
  /** Change one property of an image. */
  EDIT,
  /** Translate an image to one other style or domain. */
  TRANSLATE,
  /** Transfer the style of any other image to an image. */
  STYLIZE,
  /** Enlarge an image. */
  SUPER_RESOLVE,
  /** Fill a masked part of an image. */
  INPAINT,
  /** Regenerate an image, or a hole in it, from a noised version of itself. */
  IMAGE_TO_IMAGE;

  /** The capabilities of a model, by its task and its tensors. */
  public static Set<Capability> of(ModelDescription model) {
    var offered = EnumSet.noneOf(Capability.class);
    if (model.task() == Task.CLASSIFY) {
      offered.add(CLASSIFY);
    }
    if (model.task() == Task.SCORE) {
      offered.add(SCORE);
    }
    if (model.task() == Task.SEGMENT) {
      offered.add(SEGMENT);
    }
    if (model.task() == Task.SAMPLE) {
      offered.add(SAMPLE);
      model.input(TensorRole.Label.class).ifPresent(label -> offered.add(CONDITION_ON_LABEL));
    }
    if (model.has(NetworkRole.ENCODER)
        && (model.task() == Task.SAMPLE || model.task() == Task.AUTOENCODE)) {
      offered.add(ENCODE);
      if (model.input(TensorRole.Codes.class).isEmpty()) {
        offered.add(EDIT);
      }
    }
    if (model.task() == Task.TRANSLATE) {
      offered.add(TRANSLATE);
    }
    if (model.task() == Task.STYLIZE) {
      offered.add(STYLIZE);
    }
    if (model.task() == Task.SUPER_RESOLVE) {
      offered.add(SUPER_RESOLVE);
    }
    if (model.task() == Task.INPAINT) {
      offered.add(INPAINT);
    }
    if (model.task() == Task.DIFFUSE) {
      offered.add(IMAGE_TO_IMAGE);
      if (model
          .input(TensorRole.Source.class)
          .or(() -> model.input(TensorRole.Mask.class))
          .isEmpty()) {
        offered.add(SAMPLE);
      }
      model.label().ifPresent(label -> offered.add(CONDITION_ON_LABEL));
    }
    if (model.task() == Task.AUTOREGRESS) {
      offered.add(SAMPLE);
      model.input(TensorRole.Label.class).ifPresent(label -> offered.add(CONDITION_ON_LABEL));
    }
    return Collections.unmodifiableSet(offered);
  }

  /**
   * Refuses a model that does not offer this.
   *
   * @throws UnsupportedOperationException naming what was asked for and what the model offers
   */
  public void requireOf(ModelDescription model) {
    if (!of(model).contains(this)) {
      throw new UnsupportedOperationException(
          "Model %s is asked for \"%s\" but offers %s; take a model that can"
              .formatted(model.title(), this, of(model)));
    }
  }

  /** As messages write it, {@code condition-on-label}. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
