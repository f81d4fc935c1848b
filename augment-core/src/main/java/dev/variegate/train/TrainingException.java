package dev.variegate.train;

import java.util.function.BooleanSupplier;

/** A training cannot go on; the message says why and what to do. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }

  static TrainingException canceled() {
    return new TrainingException(
        "Training was canceled; the same training goes on from its last checkpoint");
  }

  static void requireWanted(BooleanSupplier canceled) {
    if (canceled.getAsBoolean()) {
      throw canceled();
    }
  }
}
