package dev.variegate.benchmarks.record;

import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.UnitFloats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ServiceLoader;

/**
 * Writes the record of all {@link OutputSource}s on the class path, one line an output, sorted:
 * {@code Recorder FILE}. Two records of one machine are compared by {@code diff}; networks round by
 * the processor.
 */
public final class Recorder {

  private static final int DIGITS = 16;

  private Recorder() {}

  public static void main(String[] arguments) throws Exception {
    var lines = new ArrayList<String>();
    for (var source : ServiceLoader.load(OutputSource.class)) {
      int before = lines.size();
      source.lines().map(line -> source.name() + " " + line).forEach(lines::add);
      System.out.printf("%s: %d outputs%n", source.name(), lines.size() - before);
    }
    Collections.sort(lines);
    var file = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    System.exit(0); // Spark's session keeps the JVM alive
  }

  /** An encoded image as two words: what SHA-256 of its samples and of its bytes begin with. */
  public static String image(byte[] encoded) {
    try (var image = new ImageCodec().decode(encoded)) {
      return samples(image) + " " + Sha256.hex(encoded).substring(0, DIGITS);
    }
  }

  /** What SHA-256 of an image's samples begins with. */
  public static String samples(Image image) {
    return UnitFloats.sha256(image).substring(0, DIGITS);
  }
}
