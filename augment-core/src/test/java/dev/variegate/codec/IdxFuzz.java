package dev.variegate.codec;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reads IDX files, plain and with gzip. */
public final class IdxFuzz implements FuzzTarget {

  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9};

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(IMAGES, LABELS, gzip(IMAGES));
  }

  private static byte[] gzip(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void read(byte[] input) throws IOException {
    try (var file = IdxFile.open(new ByteArrayInputStream(input), "fuzz.idx")) {
      for (int i = 0; i < Math.min(3, file.count()); i++) {
        file.next();
      }
    }
  }
}
