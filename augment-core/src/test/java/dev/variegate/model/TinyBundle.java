package dev.variegate.model;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes bundles around networks that a test makes. */
public final class TinyBundle {

  private TinyBundle() {}

  /** Completes {@code keys} with a name, a license and the one file of the network. */
  public static ModelBundle write(Path folder, String file, byte[] network, String keys) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file), network);
      Files.writeString(
          folder.resolve(ModelBundle.DESCRIPTION),
          """
          name: tiny
          version: 1.0.0
          license: MIT
          files:
            - {path: %s, sha256: %s}
          """
                  .formatted(file, Sha256.hex(network))
              + keys);
      return ModelBundle.open(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
