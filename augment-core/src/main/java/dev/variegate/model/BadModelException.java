package dev.variegate.model;

/**
 * A bundle that cannot be used: a file is missing or altered, the description is wrong, the network
 * disagrees with it or gives numbers that are none. The message says which, and what to do.
 */
public sealed class BadModelException extends RuntimeException permits BadOutputException {

  private static final long serialVersionUID = 1;

  public BadModelException(String message) {
    super(message);
  }

  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
