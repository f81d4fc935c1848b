package dev.variegate.testing;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the files of a bundle and the description that lists them with their hashes. */
final class WrittenBundle {

  private WrittenBundle() {}

  /**
   * Writes a bundle.
   *
   * @param head of {@code model.yaml}, up to its key {@code files}
   * @param files by their paths
   * @param tail of {@code model.yaml}, behind that key
   */
  static Path write(Path folder, String head, Map<String, byte[]> files, String tail) {
    var text = new StringBuilder(head).append("files:\n");
    try {
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
        text.append("  - {path: ").append(file.getKey());
        text.append(", sha256: ").append(Sha256.hex(file.getValue())).append("}\n");
      }
      Files.writeString(folder.resolve("model.yaml"), text.append(tail));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a network alone. */
  static Path network(Path file, byte[] network) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, network);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
