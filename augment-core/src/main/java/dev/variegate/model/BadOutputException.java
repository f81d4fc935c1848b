package dev.variegate.model;

/**
 * Numbers that are none, made of what a network was fed. The weights may be at fault, or the one
 * image: fed by itself, it shows which.
 */
public final class BadOutputException extends BadModelException {

  private static final long serialVersionUID = 1;

  public BadOutputException(String message) {
    super(message);
  }

  public BadOutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
