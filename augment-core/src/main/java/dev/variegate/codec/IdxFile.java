package dev.variegate.codec;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads unsigned bytes in the IDX format, plain or gzip, item by item, so that a file of any size
 * needs the memory of one item.
 *
 * <p>An item is what the first dimension counts: an image of {@code [height, width]}, or one label.
 * Source: LeCun, Cortes and Burges, "The MNIST database", section "File formats".
 */
public final class IdxFile implements AutoCloseable {

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP = 0x1f8b;

  private final DataInputStream in;
  private final String name;
  private final boolean packed;
  private final int count;
  private final List<Integer> shape;
  private final int itemBytes;
  private int next;

  private IdxFile(DataInputStream in, String name, boolean packed, int count, List<Integer> shape) {
    this.in = in;
    this.name = name;
    this.packed = packed;
    this.count = count;
    this.shape = shape;
    this.itemBytes = itemBytes();
  }

  private int itemBytes() {
    try {
      int bytes = shape.stream().reduce(1, Math::multiplyExact);
      if (count >= 0 && shape.stream().allMatch(side -> side > 0)) {
        return bytes;
      }
    } catch (ArithmeticException e) {
      // reported below
    }
    throw new IllegalArgumentException(
        "IDX file %s declares %s items of shape %s but must be 0 items or more, with sides above 0 and fewer than 2^31 bytes each; the file is damaged, copy it again"
            .formatted(name, count, shape));
  }

  /**
   * Reads the header and leaves the stream at the first item; closes the stream with this file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException if the stream does not hold unsigned bytes in IDX format
   */
  public static IdxFile open(InputStream stream, String name) throws IOException {
    try {
      var buffered = new BufferedInputStream(stream, 1 << 16);
      boolean packed = isGzip(buffered);
      var in = new DataInputStream(packed ? new GZIPInputStream(buffered, 1 << 16) : buffered);
      int magic = in.readInt();
      if (magic >>> 8 != UNSIGNED_BYTES || (magic & 0xff) == 0) {
        throw new IllegalArgumentException(
            "IDX file %s starts with 0x%08x but must start with 0x000008 (unsigned bytes) and the number of dimensions; pass an IDX file"
                .formatted(name, magic));
      }
      int count = in.readInt();
      var shape = new ArrayList<Integer>();
      for (int i = 1; i < (magic & 0xff); i++) {
        shape.add(in.readInt());
      }
      return new IdxFile(in, name, packed, count, List.copyOf(shape));
    } catch (EOFException e) {
      throw closing(
          stream,
          new IllegalArgumentException(
              "IDX file %s ends within its header; copy the file again".formatted(name), e));
    } catch (ZipException e) {
      throw closing(stream, damaged(name, e));
    } catch (IllegalArgumentException e) {
      throw closing(stream, e);
    }
  }

  private static IllegalArgumentException closing(InputStream stream, IllegalArgumentException e)
      throws IOException {
    stream.close();
    return e;
  }

  private static boolean isGzip(BufferedInputStream stream) throws IOException {
    stream.mark(2);
    int magic = stream.read() << 8 | stream.read();
    stream.reset();
    return magic == GZIP;
  }

  /** Number of items in the file. */
  public int count() {
    return count;
  }

  /** Dimensions of one item: height and width of an image, none of a label. */
  public List<Integer> shape() {
    return shape;
  }

  /**
   * Refuses a file that holds more or less than it declares, as far as its length shows it.
   *
   * @param length of the file in bytes; that of a gzip file says nothing
   */
  public void requireLength(long length) {
    long declared = 4L * (2 + shape.size()) + (long) count * itemBytes;
    if (!packed && length != declared) {
      throw new IllegalArgumentException(
          "IDX file %s has %s bytes and declares %s items, which take %s; copy the file again"
              .formatted(name, length, count, declared));
    }
  }

  /** Passes over items without reading them. */
  public void skip(int items) throws IOException {
    read(
        () -> {
          in.skipNBytes((long) items * itemBytes);
          next += items;
          return items;
        });
  }

  /**
   * Reads the samples of the next item.
   *
   * @throws IllegalArgumentException if the file ends before it, is damaged, or goes on behind the
   *     last item
   */
  public byte[] next() throws IOException {
    return read(
        () -> {
          var item = in.readNBytes(itemBytes); // memory for what is there, not for what is declared
          if (item.length < itemBytes) {
            throw new EOFException();
          }
          next++;
          if (next == count && in.read() >= 0) {
            throw new IllegalArgumentException(
                "IDX file %s declares %s items and continues after them; copy the file again"
                    .formatted(name, count));
          }
          return item;
        });
  }

  /** What reads from the stream. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T read(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (EOFException e) {
      throw truncated(e);
    } catch (ZipException e) {
      throw damaged(name, e);
    }
  }

  private static IllegalArgumentException damaged(String name, ZipException cause) {
    return new IllegalArgumentException(
        "IDX file %s cannot be inflated (%s); copy the file again"
            .formatted(name, cause.getMessage()),
        cause);
  }

  private IllegalArgumentException truncated(EOFException cause) {
    return new IllegalArgumentException(
        "IDX file %s declares %s items and ends at or before item %s; copy the file again"
            .formatted(name, count, next),
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
