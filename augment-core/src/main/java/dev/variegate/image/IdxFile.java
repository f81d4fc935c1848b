package dev.variegate.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads unsigned bytes in the IDX format, plain or gzip, item by item, so that a file of any size
 * needs the memory of one item.
 *
 * <p>An item is what the first dimension counts: a picture of {@code [height, width]}, or one
 * label. Source: LeCun, Cortes and Burges, "The MNIST database", section "File formats".
 */
public final class IdxFile implements AutoCloseable {

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP = 0x1f8b;

  private final DataInputStream in;
  private final String name;
  private final int count;
  private final List<Integer> shape;
  private final int itemBytes;
  private int next;

  private IdxFile(DataInputStream in, String name, int count, List<Integer> shape) {
    this.in = in;
    this.name = name;
    this.count = count;
    this.shape = shape;
    this.itemBytes =
        Math.toIntExact(
            shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
  }

  /**
   * Reads the header and leaves the stream at the first item; closes the stream with this file.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException if the stream does not hold unsigned bytes in IDX format
   */
  public static IdxFile open(InputStream stream, String name) throws IOException {
    var in = new DataInputStream(inflated(stream));
    try {
      int magic = in.readInt();
      if (magic >>> 8 != UNSIGNED_BYTES || (magic & 0xff) == 0) {
        throw new IllegalArgumentException(
            "IDX file %s starts with 0x%08x, must start with 0x000008 (unsigned bytes) and the number of dimensions; pass an IDX file"
                .formatted(name, magic));
      }
      int count = in.readInt();
      var shape = new ArrayList<Integer>();
      for (int i = 1; i < (magic & 0xff); i++) {
        shape.add(in.readInt());
      }
      return new IdxFile(in, name, count, List.copyOf(shape));
    } catch (EOFException e) {
      throw new IllegalArgumentException(
          "IDX file %s ends within its header; copy the file again".formatted(name), e);
    }
  }

  private static InputStream inflated(InputStream stream) throws IOException {
    var buffered = new BufferedInputStream(stream, 1 << 16);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return magic == GZIP ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  /** Number of items in the file. */
  public int count() {
    return count;
  }

  /** Dimensions of one item: height and width of a picture, none of a label. */
  public List<Integer> shape() {
    return shape;
  }

  /** Passes over items without reading them. */
  public void skip(int items) throws IOException {
    try {
      in.skipNBytes((long) items * itemBytes);
      next += items;
    } catch (EOFException e) {
      throw truncated(e);
    }
  }

  /** Reads the samples of the next item. */
  public byte[] next() throws IOException {
    var item = new byte[itemBytes];
    try {
      in.readFully(item);
      next++;
    } catch (EOFException e) {
      throw truncated(e);
    }
    return item;
  }

  private IllegalArgumentException truncated(EOFException cause) {
    return new IllegalArgumentException(
        "IDX file %s declares %d items and ends at or before item %d; copy the file again"
            .formatted(name, count, next),
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
