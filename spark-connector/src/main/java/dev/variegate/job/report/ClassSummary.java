package dev.variegate.job.report;

import java.util.Map;

/**
 * What happened to one class.
 *
 * @param label name of the class
 * @param before rows that were there
 * @param made rows by method, {@code original} among them; in a plan: asked for, after a run:
 *     written
 * @param refused rows whose image could not be used, and images that gates refused in the end
 */
public record ClassSummary(String label, long before, Map<String, Long> made, long refused) {

  public ClassSummary {
    made = Map.copyOf(made);
  }

  /** Rows that are there in the end. */
  public long after() {
    return made.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows that a method made. */
  public long made(String method) {
    return made.getOrDefault(method, 0L);
  }
}
