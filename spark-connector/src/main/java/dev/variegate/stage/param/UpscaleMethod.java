package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.pixel.Resampling;
import java.util.Optional;

/** What enlarges images. */
public enum UpscaleMethod {
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

  public static UpscaleMethod parse(String text) {
    return Choice.parse(UpscaleMethod.class, text, "method");
  }

  /** The kernel that does it without a model. */
  public Optional<Resampling> kernel() {
    return Optional.ofNullable(kernel);
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
