package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;

/** How directions of a latent space are found. */
public enum DirectionMethod {
  LABELS,
  PCA,
  WEIGHTS;

  public static DirectionMethod parse(String text) {
    return Choice.parse(DirectionMethod.class, text, "method");
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
