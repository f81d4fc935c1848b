package dev.variegate.op;

/**
 * How a geometric form reads its source.
 *
 * @param interpolation between pixels
 * @param border beyond the edge
 * @param fill share of full intensity, 0..1, that {@link Border#CONSTANT} shows
 */
public record Sampling(Interpolation interpolation, Border border, double fill) {

  /** For forms that neither read between pixels nor beyond the edge. */
  static final Sampling NONE = of(Interpolation.NEAREST);

  public Sampling {
    Require.share(fill, "Fill (share of full intensity)");
  }

  /** For forms that stay inside their source. */
  static Sampling of(Interpolation interpolation) {
    return new Sampling(interpolation, Border.REPLICATE, 0);
  }

  Sampling with(Interpolation other) {
    return new Sampling(other, border, fill);
  }

  boolean sameEdge(Sampling other) {
    return border == other.border && (border != Border.CONSTANT || fill == other.fill);
  }
}
