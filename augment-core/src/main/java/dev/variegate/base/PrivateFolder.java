package dev.variegate.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders of this JVM for what is fetched or unpacked: nobody else may write there. */
public final class PrivateFolder {

  private PrivateFolder() {}

  /** Makes an empty folder that goes when the JVM ends; no one can guess its name beforehand. */
  public static Path create() throws IOException {
    var folder = Files.createTempDirectory("variegate-model-").toRealPath();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  /** Deletes a folder with all it holds; one that is gone is no fault. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Folder %s cannot be deleted".formatted(folder), e);
    }
  }
}
