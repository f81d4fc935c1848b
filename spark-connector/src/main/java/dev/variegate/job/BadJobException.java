package dev.variegate.job;

/** A job file, an option or a path that the job cannot start with; the message says what to do. */
public final class BadJobException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  BadJobException(String message) {
    super(message);
  }

  BadJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
