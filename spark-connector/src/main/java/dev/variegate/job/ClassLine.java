package dev.variegate.job;

import java.util.Map;

/**
 * What became of one class.
 *
 * @param label name of the class
 * @param before rows that were there
 * @param made rows by method, {@code original} among them; in a plan: asked for, after a run:
 *     written
 * @param refused rows whose picture could not be used
 */
record ClassLine(String label, long before, Map<String, Long> made, long refused) {

  ClassLine {
    made = Map.copyOf(made);
  }

  long after() {
    return made.values().stream().mapToLong(Long::longValue).sum();
  }

  long made(String method) {
    return made.getOrDefault(method, 0L);
  }
}
