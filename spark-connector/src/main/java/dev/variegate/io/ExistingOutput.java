package dev.variegate.io;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;

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
    return KebabCase.kebab(this);
  }

  /** Reads the word in a job file. */
  public static ExistingOutput parse(String word) {
    return Choice.parse(ExistingOutput.class, word, "Existing output");
  }
}
