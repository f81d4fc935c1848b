package dev.variegate.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command writes whole or not at all, and never over another. */
record NewFile(Path path) {

  void requireAbsent() {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(
          "%s exists but must not be written over; move it away first".formatted(path));
    }
  }

  void write(String text) throws IOException {
    requireAbsent();
    try {
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      requireAbsent(); // another has just made it: it stays
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw new IOException(
          "%s cannot be written: %s".formatted(path, FailureMessage.sentence(e)), e);
    }
  }
}
