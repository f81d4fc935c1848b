package dev.variegate.model;

import dev.variegate.base.FileHashCache;
import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What one JVM knows of bundles' files: each is hashed once and each archive unpacked once. */
public final class ModelFiles {

  private final FileHashCache<String> hashes = new FileHashCache<>();
  private final FileHashCache<Path> folders = new FileHashCache<>();
  private final AtomicLong hashed = new AtomicLong();

  /** The SHA-256 of a file. */
  public String sha256(Path file) {
    try {
      return hashes.of(
          file,
          place -> {
            hashed.incrementAndGet();
            return Sha256.ofFile(place);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(file), e);
    }
  }

  /** A bundle's folder: the one that is given, or that of the archive that is given. */
  Path folder(Path given) {
    if (!Files.isRegularFile(given)) {
      return given;
    }
    try {
      var folder = folders.of(given, place -> ModelArchive.unpack(place, given.toString()));
      return Files.isDirectory(folder) ? folder : ModelArchive.unpack(given, given.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(given), e);
    }
  }

  /** How many files were hashed so far. */
  long hashed() {
    return hashed.get();
  }
}
