package dev.variegate.image;

/** Says why encoded bytes cannot be used as an image, in words and as a reason to branch on. */
public final class BadImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** There are no bytes. */
    EMPTY,
    /** The bytes are no image at all. */
    NOT_AN_IMAGE,
    /** An image, but of a format or variant that is not read. */
    UNSUPPORTED,
    /** The bytes end before the image does. */
    TRUNCATED,
    /** The header declares more pixels than allowed; nothing was decoded. */
    TOO_LARGE,
    /** The bytes contradict their format. */
    CORRUPT
  }

  private final Reason reason;

  public BadImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BadImageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
