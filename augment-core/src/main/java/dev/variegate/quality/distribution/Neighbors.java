package dev.variegate.quality.distribution;

import java.io.Serializable;

/**
 * Which of the nearest others of an image is as far away as its neighborhood reaches. No record,
 * because Kryo cannot set the fields of one.
 */
public final class Neighbors implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The third for precision and recall, and the fifth for density and coverage. */
  public static final Neighbors OF_PAPERS = new Neighbors(3, 5);

  private final int manifold;
  private final int density;

  private Neighbors(int manifold, int density) {
    this.manifold = manifold;
    this.density = density;
  }

  /** The same one for all measures, from 1. */
  public static Neighbors all(int number) {
    return new Neighbors(number, number);
  }

  /** That of precision and recall. */
  int manifold() {
    return manifold;
  }

  /** That of density and coverage. */
  int density() {
    return density;
  }

  /** How many nearest others are kept: the most that a measure asks for. */
  int kept() {
    return Math.max(manifold, density);
  }

  /** The fewest images of each set: each has all the neighbors that the measures ask for. */
  public int fewestImages() {
    return kept() + 1;
  }

  /**
   * Refuses a set that is too small.
   *
   * @param which images they are, as a message names them
   */
  public void requireEnough(long count, String which) {
    if (count < fewestImages()) {
      throw new IllegalArgumentException(
          "There are %d %s but must be at least %d; give more images, or leave the class out"
              .formatted(count, which, fewestImages()));
    }
  }
}
