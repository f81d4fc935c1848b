package dev.variegate.base;

import java.io.UncheckedIOException;

/** Native code that a JVM loads once, when it is first needed, or cannot load at all. */
public final class NativeLibrary {

  private final String title;
  private final String folder;
  private final Throwable failure;

  /**
   * Tries to load it now.
   *
   * @param folder the system property that names the folder it is unpacked to
   */
  public NativeLibrary(String title, String folder, Runnable loading) {
    this.title = title;
    this.folder = folder;
    this.failure = failure(loading);
  }

  private static Throwable failure(Runnable loading) {
    try {
      loading.run();
      return null;
    } catch (LinkageError | UncheckedIOException e) {
      return e;
    }
  }

  /** Whether it could be loaded. */
  public boolean isLoaded() {
    return failure == null;
  }

  /**
   * Ends a task whose machine cannot load it, each time in the same words.
   *
   * @throws IllegalStateException if it could not be loaded
   */
  public void require() {
    if (failure != null) {
      var refused =
          new IllegalStateException(
              "%s cannot be loaded (%s); where its folder is mounted noexec or full, set -D%s for driver and executors to a folder that has room and allows executables"
                  .formatted(title, reason(), folder));
      refused.addSuppressed(failure); // no cause: what is asked for the first one is to hear this
      throw refused;
    }
  }

  /** Loaders wrap what the operating system said. */
  private String reason() {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
