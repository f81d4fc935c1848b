package dev.variegate.stage.param;

import dev.variegate.base.Choice;

/** How the copies of a class are shared out among its sources. */
public enum SourceWeight {
  /** All alike. */
  UNIFORM,
  /** Near-duplicates share the weight of one. */
  UNIQUENESS,
  /** The less probable its own label is, the more. */
  HARDNESS;

  /** So that no source is left out for being easy. */
  private static final double LEAST = 0.05;

  public static SourceWeight parse(String word) {
    return Choice.parse(SourceWeight.class, word, "sourceWeight");
  }

  /**
   * The weight of a source, above 0 and at most 1.
   *
   * @param groupSize images that are near-duplicates of it, and itself
   * @param labelConfidence probability of its label, 0 to 1, or null where it is unknown
   */
  public double of(int groupSize, Double labelConfidence) {
    return switch (this) {
      case UNIFORM -> 1;
      case UNIQUENESS -> 1.0 / groupSize;
      case HARDNESS -> labelConfidence == null ? 1 : Math.max(LEAST, 1 - labelConfidence);
    };
  }
}
