package dev.variegate.train;

import dev.variegate.base.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The images of a training, in a file on the local disk, of which batches are read; memory holds a
 * hash and a class of each.
 *
 * <p>Their order is that of their hashes, so that it does not depend on the order in which they
 * come.
 */
public final class TrainingImages implements AutoCloseable {

  private final FileChannel file;
  private final ImageShape shape;
  private final List<Entry> entries;

  /** An image by its contents, and where it is in the file. */
  private record Entry(String hash, int label, int place) {}

  private TrainingImages(FileChannel file, ImageShape shape, List<Entry> entries) {
    this.file = file;
    this.shape = shape;
    this.entries = entries;
  }

  /** Writes the file. */
  public static final class Writer implements AutoCloseable {
    private final Path path;
    private final ImageShape shape;
    private final OutputStream file;
    private final List<Entry> entries = new ArrayList<>();

    /** Of a new file. */
    public Writer(Path path, ImageShape shape) throws IOException {
      this.path = path;
      this.shape = shape;
      this.file = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE));
    }

    /**
     * Adds an image.
     *
     * @param samples row by row, channels interleaved
     * @param label index of its class, 0 where there are none
     */
    public void add(byte[] samples, int label) throws IOException {
      if (samples.length != shape.size()) {
        throw new IllegalArgumentException(
            "An image has %d samples but must have %d, as all have; set imageSize"
                .formatted(samples.length, shape.size()));
      }
      entries.add(new Entry(Sha256.hex(samples), label, entries.size()));
      file.write(samples);
    }

    /** What was added. The file is deleted with it. */
    public TrainingImages finish() throws IOException {
      file.close();
      entries.sort(
          Comparator.comparing(Entry::hash)
              .thenComparingInt(Entry::label)
              .thenComparingInt(Entry::place));
      var opened =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      return new TrainingImages(opened, shape, entries);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  public ImageShape shape() {
    return shape;
  }

  public int count() {
    return entries.size();
  }

  /** Index of the class of image number {@code index}. */
  public int label(int index) {
    return entries.get(index).label();
  }

  /** SHA-256 of all images and their classes, whatever their order. */
  public String sha256() {
    var digest = Sha256.newDigest();
    for (var entry : entries) {
      digest.update(HexFormat.of().parseHex(entry.hash()));
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(entry.label()).array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Writes an image, channel by channel and in 0..1, into {@code to} from {@code offset} on. */
  void read(int index, float[] to, int offset) {
    var samples = new byte[shape.size()];
    var buffer = ByteBuffer.wrap(samples);
    long start = (long) entries.get(index).place() * samples.length;
    try {
      while (buffer.hasRemaining() && file.read(buffer, start + buffer.position()) > 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException("Training images cannot be read again from local disk", e);
    }
    int plane = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      for (int i = 0; i < plane; i++) {
        to[offset + c * plane + i] = Byte.toUnsignedInt(samples[i * shape.channels() + c]) / 255f;
      }
    }
  }

  /** Indexes of all images but the last {@code heldOut}. */
  int[] training(int heldOut) {
    return indexes(0, count() - heldOut);
  }

  /** Indexes of the last {@code heldOut} images. */
  int[] validation(int heldOut) {
    return indexes(count() - heldOut, count());
  }

  private static int[] indexes(int from, int to) {
    var indexes = new int[to - from];
    Arrays.setAll(indexes, i -> from + i);
    return indexes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
