package dev.variegate.stage;

import dev.variegate.op.Words;
import dev.variegate.policy.DidYouMean;
import java.util.Arrays;

/** How directions of a latent space are found. */
enum DirectionMethod {
  LABELS,
  PCA,
  WEIGHTS;

  static DirectionMethod parse(String text) {
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
    return Words.kebab(this);
  }
}
