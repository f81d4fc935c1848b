package dev.variegate.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A training's folder on the local disk, which may fail after so many files. */
public class LocalFolder implements TrainingFolder {

  private final Path folder;
  private int left;

  public LocalFolder(Path folder) {
    this(folder, Integer.MAX_VALUE);
  }

  /** Fails to write more than {@code files} files, as a killed training does. */
  public LocalFolder(Path folder, int files) {
    this.folder = folder;
    this.left = files;
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    var file = folder.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    if (left-- <= 0) {
      throw new IOException("No space left on device");
    }
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Override
  public List<String> names() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }
}
