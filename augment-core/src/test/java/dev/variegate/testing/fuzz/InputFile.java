package dev.variegate.testing.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a target whose reader takes no bytes but a path. */
public final class InputFile {

  private final String ending;
  private Path file;

  public InputFile(String ending) {
    this.ending = ending;
  }

  /** The path of a file that holds the input until the next one. */
  public Path of(byte[] input) throws IOException {
    if (file == null) {
      file = Files.createTempFile("fuzz", ending);
      file.toFile().deleteOnExit();
    }
    return Files.write(file, input);
  }
}
