package dev.variegate.generate;

import dev.variegate.model.ComputeOptions;
import java.io.Serializable;

/**
 * A user-defined method that makes images from images, brought to a plan by the user's own jar.
 *
 * <p>It is a record with a constructor without arguments, whose components are the keys of its
 * entry in kebab-case: numbers, texts, truth values, enums and {@link dev.variegate.random.Range}s.
 * It is listed in {@code META-INF/services/dev.variegate.generate.CustomMethod}, as an operation of
 * a user's own is.
 */
public interface CustomMethod extends Serializable {

  /** The word that names the method in plans and lineages, in kebab-case. */
  String name();

  /**
   * Opens the method in a task, which closes it.
   *
   * @param compute what networks may run on
   */
  ImageGenerator open(ComputeOptions compute);

  /** What happens to labels beside its images. */
  default LabelEffect labels() {
    return LabelEffect.KEPT;
  }
}
