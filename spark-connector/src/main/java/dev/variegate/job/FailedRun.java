package dev.variegate.job;

import dev.variegate.model.BadModelException;
import java.util.function.Supplier;

/** The job began to run and failed; the message says why. */
final class FailedRun extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private FailedRun(Throwable cause) {
    super(FailureMessage.sentence(cause), cause);
  }

  /** Runs what may refuse its input; whatever else it throws is a failure. */
  static <T> T unlessRefused(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException | BadModelException e) {
      throw e;
    } catch (Exception | Error e) { // Spark throws checked ones that its signatures hide
      throw new FailedRun(e);
    }
  }

  /** Runs what refuses nothing any more: whatever it throws is a failure. */
  static <T> T unlessDone(Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception | Error e) { // Spark throws checked ones that its signatures hide
      throw new FailedRun(e);
    }
  }
}
