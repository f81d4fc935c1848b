package dev.variegate.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to do where the output folder already holds something. */
public enum ExistingOutput {
  /** Fail, and change nothing. */
  REFUSE,
  /** Delete what an earlier job wrote, and write anew. */
  OVERWRITE,
  /** Do nothing if the same job has finished; delete what it left unfinished, and run it again. */
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
                    "Existing output is \"%s\", must be one of %s; use refuse where unsure"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(ExistingOutput::word)
                                .collect(Collectors.joining(", ")))));
  }
}
