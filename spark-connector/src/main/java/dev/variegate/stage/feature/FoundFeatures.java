package dev.variegate.stage.feature;

import org.apache.spark.sql.api.java.UDF2;

/**
 * Looks whether the features of a row are there, and as wide as their extractor makes them.
 *
 * @param store its path
 * @param widths of the vectors of a row
 */
record FoundFeatures(String store, String widths) implements UDF2<Boolean, String, Boolean> {

  @Override
  public Boolean call(Boolean stored, String found) {
    if (stored == null) {
      throw changed(store);
    }
    if (!found.equals(widths)) {
      throw new IllegalArgumentException(
          "Features in \"%s\" have %s numbers but must have %s; delete the extractor's folder there"
              .formatted(store, found, widths));
    }
    return true;
  }

  /** What is said of a table whose images have no features after all were computed. */
  static IllegalArgumentException changed(String store) {
    return new IllegalArgumentException(
        "Features of an image are missing in \"%s\" though all were computed before; the table gives other images each time it is read: persist it first"
            .formatted(store));
  }
}
