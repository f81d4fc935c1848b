package dev.variegate.examples;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small images in folders of a test. */
final class ImagesOnDisk {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final int SIDE = 24;

  private ImagesOnDisk() {}

  /** Writes an image of one RGB color; its ending says how. */
  static Path write(Path file, int red, int green, int blue) throws IOException {
    var samples = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = (byte) red;
      samples[i + 1] = (byte) green;
      samples[i + 2] = (byte) blue;
    }
    var encoding = file.toString().endsWith(".png") ? "png" : "jpeg:95";
    Files.createDirectories(file.getParent());
    try (var image = Image.ofBytes(SIDE, SIDE, 3, samples)) {
      return Files.write(file, CODEC.encode(image, Encoding.parse(encoding)));
    }
  }

  /** The images below a folder, by name. */
  static List<Path> below(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(jpg|png)")).sorted().toList();
    }
  }

  /** The first pixel of a file: red, green and blue. */
  static int[] firstPixel(Path file) throws IOException {
    try (var image = CODEC.decode(Files.readAllBytes(file))) {
      var samples = image.toBytes();
      return new int[] {samples[0] & 0xff, samples[1] & 0xff, samples[2] & 0xff};
    }
  }
}
