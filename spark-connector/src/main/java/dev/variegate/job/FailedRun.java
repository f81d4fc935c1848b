package dev.variegate.job;

import dev.variegate.model.BadModelException;
import java.util.function.Supplier;

/** The job began to run and failed; the message says why. */
final class FailedRun extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private FailedRun(String message, Throwable cause) {
    super(message, cause);
  }

  /** Runs what may refuse its input; whatever else it throws is a failure. */
  static <T> T unlessRefused(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException | BadModelException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked ones that its signatures hide
      throw of(e);
    }
  }

  /**
   * Spark wraps what a task threw, and repeats stack traces in its messages; people want what the
   * task said: the first cause that is not Spark's, else the last.
   */
  static FailedRun of(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null && cause.getClass().getName().startsWith("org.apache.spark.")) {
      cause = cause.getCause();
    }
    var text = cause.getMessage();
    return new FailedRun(text == null ? cause.toString() : text, failure);
  }
}
