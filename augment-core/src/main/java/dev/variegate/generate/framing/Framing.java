package dev.variegate.generate.framing;

import java.io.Serializable;

/**
 * How images are made to fit a network.
 *
 * @param fit the rule
 * @param overlap of neighboring tiles, a fraction of a tile's side, 0 to 0.9; at least so much, as
 *     tiles are spread evenly
 */
public record Framing(Fit fit, double overlap) implements Serializable {

  /** By the rule of {@link Fit#AUTO}, a quarter of a tile shared with the next one. */
  public static final Framing AUTO = of(Fit.AUTO);

  private static final double DEFAULT_OVERLAP = 0.25;
  private static final double MAX = 0.9;

  public Framing {
    if (!(overlap >= 0 && overlap <= MAX)) {
      throw new IllegalArgumentException(
          "Overlap (fraction of a tile's side) is %s but must stay within [0.0, %s]; %s is usual"
              .formatted(overlap, MAX, DEFAULT_OVERLAP));
    }
  }

  /** With the usual overlap. */
  public static Framing of(Fit fit) {
    return new Framing(fit, DEFAULT_OVERLAP);
  }

  /** In pixels, for a tile of this side; always less than it. */
  int overlapOf(int side) {
    return (int) Math.min(side - 1, Math.round(overlap * side));
  }
}
