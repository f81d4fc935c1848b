package dev.variegate.testing;

import java.nio.file.Path;

/** The folder of real models, images and golden results that is not part of the repository. */
public final class Shared {

  private Shared() {}

  /** The folder itself, set by the build; it may be absent. */
  public static Path root() {
    return Path.of(System.getProperty("variegate.shared", "../../shared"))
        .toAbsolutePath()
        .normalize();
  }

  /** A file or folder below it, such as {@code models/classifier/mnist-cnn.onnx}. */
  public static Path path(String relative) {
    return root().resolve(relative);
  }
}
