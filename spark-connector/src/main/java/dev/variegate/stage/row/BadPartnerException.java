package dev.variegate.stage.row;

/** Refuses one copy, whose partner cannot be used: no fault of the row that is copied. */
public final class BadPartnerException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public BadPartnerException(String message, Throwable cause) {
    super(message, cause);
  }
}
