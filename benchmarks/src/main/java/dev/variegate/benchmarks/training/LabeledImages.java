package dev.variegate.benchmarks.training;

import dev.variegate.codec.IdxFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gray 8-bit images of one size with the index of each one's class, in memory.
 *
 * @param pixels image after image, row by row
 * @param labels one class index, 0 or more, for each image
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LabeledImages(byte[] pixels, byte[] labels, int height, int width) {

  public LabeledImages {
    if (pixels.length != (long) labels.length * height * width) {
      throw new IllegalArgumentException(
          "Given are %d labels and %d bytes but must be %d bytes (%dx%d an image); give files that belong together"
              .formatted(
                  labels.length, pixels.length, labels.length * height * width, width, height));
    }
  }

  /**
   * Reads {@code PREFIX-images-idx3-ubyte} and {@code PREFIX-labels-idx1-ubyte}, each plain or
   * {@code .gz}.
   */
  public static LabeledImages read(Path folder, String prefix) throws IOException {
    try (var images = open(folder, prefix + "-images-idx3-ubyte");
        var labels = open(folder, prefix + "-labels-idx1-ubyte")) {
      if (images.shape().size() != 2 || !labels.shape().isEmpty()) {
        throw new IllegalArgumentException(
            "IDX files %s in %s have %d and %d dimensions but must have 3 and 1; give images and labels"
                .formatted(prefix, folder, 1 + images.shape().size(), 1 + labels.shape().size()));
      }
      int height = images.shape().get(0);
      int width = images.shape().get(1);
      return new LabeledImages(items(images), items(labels), height, width);
    }
  }

  private static byte[] items(IdxFile file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < file.count(); i++) {
      bytes.write(file.next());
    }
    return bytes.toByteArray();
  }

  private static IdxFile open(Path folder, String name) throws IOException {
    var plain = folder.resolve(name);
    var path = Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "IDX file %s (or .gz) not found in %s; give the folder that holds the four files of the data set"
              .formatted(name, folder));
    }
    return IdxFile.open(Files.newInputStream(path), path.toString());
  }

  public int count() {
    return labels.length;
  }

  /** Copies one image's samples, scaled to 0..1, into {@code into} from {@code offset} on. */
  public void copy(int image, float[] into, int offset) {
    int size = height * width;
    for (int i = 0; i < size; i++) {
      into[offset + i] = (pixels[image * size + i] & 0xff) / 255f;
    }
  }
}
