package dev.variegate.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Where a bundle lies that has to be fetched before it can be opened. */
public interface BundleSource {

  /**
   * Opens a file of the bundle, or the archive that it is packed in.
   *
   * @param path below the bundle's folder, with {@code /}; empty for the archive itself
   * @throws FileNotFoundException if there is none
   */
  InputStream open(String path) throws IOException;

  /**
   * A bundle among the resources of a class loader, as in a jar.
   *
   * @param name of the folder or the archive, with {@code /} and without a leading one
   */
  static BundleSource resources(ClassLoader loader, String name) {
    return path -> {
      var resource = path.isEmpty() ? name : name + "/" + path;
      var in = loader.getResourceAsStream(resource);
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return in;
    };
  }
}
