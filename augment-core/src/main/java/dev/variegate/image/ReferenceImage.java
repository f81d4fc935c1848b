package dev.variegate.image;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * An image that others may be made like: in its colors, its levels, its style. Read when it is
 * first drawn.
 *
 * @param name as lineages call it
 * @param weight how often it is drawn against the others, above 0
 * @param content its encoded bytes, the same each time
 */
public record ReferenceImage(String name, double weight, Content content) implements Serializable {

  /** Encoded bytes that are read when asked for. */
  @FunctionalInterface
  public interface Content extends Supplier<byte[]>, Serializable {}

  public ReferenceImage {
    requireWeight(name, weight);
  }

  /** A file, with the weight of one. */
  public static ReferenceImage file(Path file) {
    var path = file.toString(); // a Path cannot be serialized
    return new ReferenceImage(file.getFileName().toString(), 1, () -> bytes(path));
  }

  /** Refuses what no fraction can be drawn by. */
  public static void requireWeight(String name, double weight) {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Weight of \"%s\" is %s but must be above 0 and finite; leave it out instead"
              .formatted(name, weight));
    }
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Image %s cannot be read; check that this user may read it".formatted(file), e);
    }
  }
}
