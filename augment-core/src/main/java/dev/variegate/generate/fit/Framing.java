package dev.variegate.generate.fit;

import java.io.Serializable;

/**
 * How pictures are made to fit a network.
 *
 * @param fit the rule
 * @param overlap of neighbouring tiles, a share of a tile's side, 0 to 0.9; at least so much, as
 *     tiles are spread evenly
 */
public record Framing(Fit fit, double overlap) implements Serializable {

  /** By the rule of {@link Fit#AUTO}, a quarter of a tile shared with the next one. */
  public static final Framing AUTO = of(Fit.AUTO);

  private static final double USUAL_OVERLAP = 0.25;
  private static final double MOST = 0.9;

  public Framing {
    if (!(overlap >= 0 && overlap <= MOST)) {
      throw new IllegalArgumentException(
          "Overlap (share of a tile's side) is %s, must stay within [0.0, %s]; %s is usual"
              .formatted(overlap, MOST, USUAL_OVERLAP));
    }
  }

  /** With the usual overlap. */
  public static Framing of(Fit fit) {
    return new Framing(fit, USUAL_OVERLAP);
  }

  /** In pixels, for a tile of this side; always less than it. */
  int overlapOf(int side) {
    return (int) Math.min(side - 1, Math.round(overlap * side));
  }
}
