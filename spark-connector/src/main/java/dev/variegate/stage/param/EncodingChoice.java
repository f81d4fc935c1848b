package dev.variegate.stage.param;

import dev.variegate.codec.Encoding;
import java.util.Optional;

/** The text of the Param {@code encoding}: an {@link Encoding}, or "same". */
public final class EncodingChoice {

  public static final String SAME = "same";

  private EncodingChoice() {}

  /** The encoding asked for; empty means as the source. */
  public static Optional<Encoding> parse(String text) {
    return SAME.equals(text) ? Optional.empty() : Optional.of(Encoding.parse(text));
  }
}
