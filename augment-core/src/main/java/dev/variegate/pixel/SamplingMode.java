package dev.variegate.pixel;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.pixel.kernel.BorderMode;

/**
 * How a geometric form reads its source.
 *
 * @param interpolation between pixels
 * @param border beyond the edge
 * @param fill fraction of full intensity, 0..1, that {@link Border#CONSTANT} shows
 */
public record SamplingMode(Interpolation interpolation, Border border, double fill) {

  /** For forms that neither read between pixels nor beyond the edge. */
  public static final SamplingMode NONE = of(Interpolation.NEAREST);

  public SamplingMode {
    Require.fraction(fill, "Fill (fraction of full intensity)");
  }

  /** For forms that stay inside their source. */
  public static SamplingMode of(Interpolation interpolation) {
    return new SamplingMode(interpolation, Border.REPLICATE, 0);
  }

  public SamplingMode with(Interpolation other) {
    return new SamplingMode(other, border, fill);
  }

  /** What is seen beyond the edge of an image of bytes. */
  public BorderMode borderMode() {
    return new BorderMode(border, fill);
  }

  public boolean sameEdge(SamplingMode other) {
    return border == other.border && (border != Border.CONSTANT || fill == other.fill);
  }
}
