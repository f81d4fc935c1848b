package dev.variegate.job;

/**
 * Thrown when a job cannot start because its job file, an option or a path is invalid; the message
 * says what to do.
 */
final class BadJobException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  BadJobException(String message) {
    super(message);
  }

  BadJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
