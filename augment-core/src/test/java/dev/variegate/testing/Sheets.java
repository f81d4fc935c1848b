package dev.variegate.testing;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sheets of made images below {@code target/}, for whoever wants to look at them. */
public final class Sheets {

  private Sheets() {}

  /**
   * Writes images of one size and the same channels, 8-bit, side by side, so many a line.
   *
   * @param name of the file, without its ending
   */
  public static Path write(String name, int columns, List<Image> images) {
    var first = images.get(0);
    int lines = (images.size() + columns - 1) / columns;
    int line = first.width() * first.channels();
    var all = new byte[lines * first.height() * columns * line];
    for (int i = 0; i < images.size(); i++) {
      var samples = images.get(i).toBytes();
      for (int y = 0; y < first.height(); y++) {
        int to = ((i / columns * first.height() + y) * columns + i % columns) * line;
        System.arraycopy(samples, y * line, all, to, line);
      }
    }
    try (var sheet =
        Image.ofBytes(columns * first.width(), lines * first.height(), first.channels(), all)) {
      var folder = Files.createDirectories(Path.of("target/sheets"));
      return Files.write(
          folder.resolve(name + ".png"),
          new ImageCodec(100_000_000).encode(sheet, Encoding.parse("png")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
