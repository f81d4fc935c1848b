package dev.variegate.lineage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of this software runs, as the build wrote it. */
public final class Software {

  private static final String NAME = "variegate " + version();

  private Software() {}

  /** Name and version, such as {@code variegate 0.1.0}; stands in every lineage. */
  public static String name() {
    return NAME;
  }

  private static String version() {
    try (var stream = Software.class.getResourceAsStream("software.properties")) {
      var properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
