package dev.variegate.op;

import dev.variegate.image.BadImageException;

/** Says why a reference cannot be used. No image is at fault that was to be made like it. */
public final class BadReferenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BadReferenceException(String name, String why) {
    super(message(name, why));
  }

  BadReferenceException(String name, BadImageException cause) {
    super(message(name, cause.getMessage()), cause);
  }

  private static String message(String name, String why) {
    return "Reference \"%s\" cannot be used: %s; fix it or remove it".formatted(name, why);
  }
}
