package dev.variegate.stage.param;

import dev.variegate.base.DidYouMean;
import dev.variegate.base.KebabCase;
import java.util.Arrays;

/** How directions of a latent space are found. */
public enum DirectionMethod {
  LABELS,
  PCA,
  WEIGHTS;

  public static DirectionMethod parse(String text) {
    return Arrays.stream(values())
        .filter(method -> method.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "method is \"%s\"; %s"
                        .formatted(
                            text,
                            DidYouMean.among(
                                String.valueOf(text),
                                Arrays.stream(values()).map(DirectionMethod::toString).toList()))));
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
