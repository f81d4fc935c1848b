package dev.variegate.job.check;

/** What a job does about what a check finds. */
public enum OnFinding {
  /** It ends, and nothing of it is visible. */
  ERROR,
  /** It goes on, and says so. */
  WARN
}
