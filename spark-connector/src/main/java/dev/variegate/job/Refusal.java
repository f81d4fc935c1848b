package dev.variegate.job;

import dev.variegate.lineage.Lineage;
import java.io.Serializable;

/**
 * A row that could not be used, or an image that gates refused.
 *
 * @param key of the row, null where it has none
 * @param error what a stage said of it, or the gate
 * @param label class that an image counts for; null of a row
 * @param made how the image was made that gates refused; null of a row
 */
record Refusal(String key, String error, String label, Lineage made) implements Serializable {

  /** Of a row of the input. */
  static Refusal ofRow(String key, String error) {
    return new Refusal(key, error, null, null);
  }

  /** Whether gates refused an image. */
  boolean isOfImage() {
    return made != null;
  }
}
