package dev.variegate.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to do where the output folder already holds something. */
public enum ExistingOutput {
  /** Fail, and change nothing. */
  REFUSE,
  /** Write again, and delete what an earlier job wrote when the new is complete. */
  OVERWRITE,
  /**
   * Do nothing if the same job has finished, else run it again; a driver of it that is still alive
   * can no longer commit.
   */
  RESUME;

  /** Word in job files: {@code refuse}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the word in a job file. */
  public static ExistingOutput parse(String word) {
    return Arrays.stream(values())
        .filter(value -> value.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Existing output is \"%s\" but must be one of %s; use refuse if unsure"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(ExistingOutput::word)
                                .collect(Collectors.joining(", ")))));
  }
}
