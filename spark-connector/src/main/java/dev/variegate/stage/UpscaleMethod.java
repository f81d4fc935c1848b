package dev.variegate.stage;

import dev.variegate.op.Resampling;
import dev.variegate.op.Words;
import dev.variegate.policy.DidYouMean;
import java.util.Arrays;
import java.util.Optional;

/** What enlarges pictures. */
enum UpscaleMethod {
  /** A model of task {@code super-resolve}. */
  NETWORK(null),
  /** Cubic convolution. */
  BICUBIC(Resampling.BICUBIC),
  /** A windowed sinc over six pixels. */
  LANCZOS(Resampling.LANCZOS);

  private final Resampling kernel;

  UpscaleMethod(Resampling kernel) {
    this.kernel = kernel;
  }

  static UpscaleMethod parse(String text) {
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
                                Arrays.stream(values()).map(UpscaleMethod::toString).toList()))));
  }

  /** The kernel that does it without a model. */
  Optional<Resampling> kernel() {
    return Optional.ofNullable(kernel);
  }

  @Override
  public String toString() {
    return Words.kebab(this);
  }
}
