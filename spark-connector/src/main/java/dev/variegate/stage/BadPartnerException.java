package dev.variegate.stage;

/** Refuses one copy, whose partner cannot be used: no fault of the row that is copied. */
final class BadPartnerException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  BadPartnerException(String message, Throwable cause) {
    super(message, cause);
  }
}
