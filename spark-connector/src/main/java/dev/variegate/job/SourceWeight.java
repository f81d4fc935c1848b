package dev.variegate.job;

import dev.variegate.base.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * What the images of a class weigh where they are copied: all the same, or what a column says.
 *
 * @param column of the input that holds the weights; empty: all weigh the same
 */
record SourceWeight(Optional<String> column) {

  static final SourceWeight UNIFORM = new SourceWeight(Optional.empty());

  private static final String COLUMN = "column";

  /** Reads {@code uniform}, or a mapping such as {@code {column: weight}}. */
  static SourceWeight read(ConfigNode given) {
    if (given.tree().isObject()) {
      return new SourceWeight(Optional.of(given.only(List.of(COLUMN)).at(COLUMN).text()));
    }
    given.require(
        given.tree().asText().equals("uniform"), "uniform, or a mapping such as {column: weight}");
    return UNIFORM;
  }
}
