package dev.variegate.train.diffusion;

import dev.variegate.train.KeyedNoise;

/**
 * The classes that a denoiser is asked for.
 *
 * @param count how many there are, 0 for a network that takes none
 * @param dropout part of the images whose class is hidden
 */
record KnownClasses(int count, double dropout) {

  /** Rows of the table of classes: one for each, and one for none where some are hidden. */
  int rows() {
    return hides() ? count + 1 : count;
  }

  /** Whether the network learns to do without a class it could take. */
  boolean hides() {
    return count > 0 && dropout > 0;
  }

  /** The row that stands for none. */
  int none() {
    return count;
  }

  /** The rows of classes, some of which are hidden. */
  long[] rows(long[] labels, KeyedNoise noise) {
    if (!hides()) {
      return labels;
    }
    var rows = labels.clone();
    float[] chance = noise.uniform("class-dropout", rows.length).toFloatArray();
    for (int i = 0; i < rows.length; i++) {
      if (chance[i] < dropout) {
        rows[i] = none();
      }
    }
    return rows;
  }
}
