package dev.variegate.pixel.kernel;

import dev.variegate.base.NativeLibrary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.bytedeco.javacpp.Loader;

/** The built library of the native kernels, which lies beside this class. */
final class KernelLibrary {

  private static final String PLATFORM = "linux-x86_64";
  private static final String FILE = PLATFORM + "/libvariegate-kernels.so";

  private static final NativeLibrary LIBRARY =
      new NativeLibrary("Library of kernels", "java.io.tmpdir", KernelLibrary::open);

  private KernelLibrary() {}

  /**
   * Loads it.
   *
   * @throws IllegalStateException if this machine cannot
   */
  static void load() {
    if (!Loader.getPlatform().equals(PLATFORM)) {
      throw new IllegalStateException(
          "Platform is %s but must be %s, for which the kernels are built; run there"
              .formatted(Loader.getPlatform(), PLATFORM));
    }
    LIBRARY.require();
  }

  /** From a copy of its own: one that was left in a cache might be of an older version. */
  private static void open() {
    try (var library = KernelLibrary.class.getResourceAsStream(FILE)) {
      if (library == null) {
        throw new FileNotFoundException("no %s in the class path".formatted(FILE));
      }
      var copy = Files.createTempFile("variegate-kernels", ".so");
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
