package dev.variegate.stage;

import dev.variegate.image.Encoding;
import java.util.Optional;

/** The text of the Param {@code encoding}: an {@link Encoding}, or "same". */
final class EncodingChoice {

  static final String SAME = "same";

  private EncodingChoice() {}

  /** The encoding asked for; empty means as the source. */
  static Optional<Encoding> parse(String text) {
    return SAME.equals(text) ? Optional.empty() : Optional.of(Encoding.parse(text));
  }
}
