package dev.variegate.benchmarks.training;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Color images of one size, and the class of each of their pixels.
 *
 * @param images samples of each, row by row, RGB interleaved
 * @param masks classes of each, row by row
 */
record MaskedImages(Size size, List<byte[]> images, List<byte[]> masks) {

  /**
   * Reads a folder {@code image} and the masks of the same names, but for the extension, in a
   * folder {@code label} beside it.
   *
   * @param without beginning of the names that are left out
   */
  static MaskedImages read(Path folder, String without) throws IOException {
    var codec = new ImageCodec();
    var images = new ArrayList<byte[]>();
    var masks = new ArrayList<byte[]>();
    Size size = null;
    for (var file : files(folder.resolve("image"))) {
      var name = file.getFileName().toString();
      if (name.startsWith(without)) {
        continue;
      }
      var mask = folder.resolve("label").resolve(name.replaceFirst("\\.[^.]*$", ".png"));
      try (var image = codec.decode(Files.readAllBytes(file));
          var classes = codec.decode(Files.readAllBytes(mask))) {
        size = same(size, image, file);
        same(size, classes, mask);
        images.add(image.toBytes());
        masks.add(classes.toBytes());
      }
    }
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "Folder %s holds no images to learn from".formatted(folder));
    }
    return new MaskedImages(size, images, masks);
  }

  private static Size same(Size size, Image image, Path file) {
    if (size != null && !image.size().equals(size)) {
      throw new IllegalArgumentException(
          "%s is %s but must be %s, as the others are".formatted(file, image.size(), size));
    }
    return image.size();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  int count() {
    return images.size();
  }
}
