package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import java.util.regex.Pattern;

/**
 * Distinguishes what OpenCV throws from other exceptions. JavaCPP makes a plain {@link
 * RuntimeException} of every C++ exception, whose text names files of OpenCV's sources and no
 * image.
 */
public final class OpenCvFailure {

  /** {@code OpenCV(4.13.0) /path/to/file.cpp:12: error: (-215:Assertion failed) ...}. */
  private static final Pattern TEXT =
      Pattern.compile("OpenCV\\([^)]*\\).*?error: *(.*)", Pattern.DOTALL);

  private OpenCvFailure() {}

  /**
   * What to throw in place of an exception that came up while an image was worked on.
   *
   * @return a {@link BadImageException} that names the image's size, or the very exception where it
   *     is not OpenCV's
   * @throws OutOfMemoryError if that is what OpenCV says, because it is nobody's bad image
   */
  public static RuntimeException translate(RuntimeException thrown, Size image) {
    requireMemory(thrown);
    var text = TEXT.matcher(String.valueOf(thrown.getMessage()));
    if (thrown.getClass() != RuntimeException.class || !text.matches()) {
      return thrown;
    }
    return new BadImageException(
        UNSUPPORTED,
        "Image of %s cannot be worked on, OpenCV says: %s; leave it out or make it smaller"
            .formatted(image, text.group(1).strip().replaceAll("\\s+", " ")),
        thrown);
  }

  /** Turns the memory failures of native code into Java's own. */
  public static void requireMemory(RuntimeException thrown) {
    var message = String.valueOf(thrown.getMessage());
    if (message.contains("Insufficient memory") || message.contains("bad_alloc")) {
      var error = new OutOfMemoryError(message);
      error.initCause(thrown);
      throw error;
    }
  }
}
