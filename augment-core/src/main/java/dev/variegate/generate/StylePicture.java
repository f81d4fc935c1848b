package dev.variegate.generate;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A picture whose style may be taken; read when it is first drawn.
 *
 * @param name as lineages call it
 * @param weight how often it is drawn against the others, above 0
 * @param content its encoded bytes
 */
public record StylePicture(String name, double weight, Content content) implements Serializable {

  /** Encoded bytes that are read when asked for. */
  @FunctionalInterface
  public interface Content extends Supplier<byte[]>, Serializable {}

  public StylePicture {
    requireWeight(name, weight);
  }

  /** A file, with the weight of one. */
  public static StylePicture file(Path file) {
    var path = file.toString(); // a Path cannot be serialised
    return new StylePicture(file.getFileName().toString(), 1, () -> bytes(path));
  }

  static void requireWeight(String name, double weight) {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Weight of the style \"%s\" is %s, must be above 0 and finite; leave the style out instead"
              .formatted(name, weight));
    }
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Style picture %s cannot be read; check that this user may read it".formatted(file), e);
    }
  }
}
