package dev.variegate.image;

import dev.variegate.base.NativeLibrary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.bytedeco.javacpp.Loader;

/**
 * A native library of this project's own (folder {@code src/main/native}), loaded once per JVM,
 * when it is first needed.
 */
public final class BundledLibrary {

  private static final String PLATFORM = "linux-x86_64";

  private final String title;
  private final String name;
  private final Class<?> beside;
  private NativeLibrary loaded;

  /**
   * One that is not loaded yet.
   *
   * @param title for messages
   * @param name of the file, without lib and .so
   * @param beside the class beside whose folder {@code linux-x86_64} it lies
   */
  public BundledLibrary(String title, String name, Class<?> beside) {
    this.title = title;
    this.name = name;
    this.beside = beside;
  }

  /**
   * Loads it, if it is not loaded yet.
   *
   * @throws IllegalStateException if this machine cannot, each time in the same words
   */
  public void require() {
    if (!Loader.getPlatform().equals(PLATFORM)) {
      throw new IllegalStateException(
          "Platform is %s but must be %s, for which the %s is built; run there"
              .formatted(Loader.getPlatform(), PLATFORM, title));
    }
    loaded().require();
  }

  /** Whether this machine can load it. */
  public boolean isLoadable() {
    return Loader.getPlatform().equals(PLATFORM) && loaded().isLoaded();
  }

  private synchronized NativeLibrary loaded() {
    if (loaded == null) {
      var capitalized = Character.toUpperCase(title.charAt(0)) + title.substring(1);
      loaded = new NativeLibrary(capitalized, "java.io.tmpdir", this::open);
    }
    return loaded;
  }

  /** From a copy of its own: one that was left in a cache might be of an older version. */
  private void open() {
    var file = "%s/lib%s.so".formatted(PLATFORM, name);
    try (var library = beside.getResourceAsStream(file)) {
      if (library == null) {
        throw new FileNotFoundException("no %s in the class path".formatted(file));
      }
      var copy = Files.createTempFile(name, ".so");
      try {
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        System.load(copy.toString());
      } finally {
        Files.delete(copy); // what is loaded stays
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
