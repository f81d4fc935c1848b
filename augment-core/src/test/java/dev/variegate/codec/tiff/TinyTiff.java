package dev.variegate.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFFs and BigTIFFs of any tags around given strips, to be read by tests. */
public final class TinyTiff {

  private final Map<Integer, Object> tags = new TreeMap<>();
  private boolean big;

  private TinyTiff() {}

  /** Gray whose black is zero, in one strip. */
  public static TinyTiff gray(int width, int height, int bits) {
    var tiff = new TinyTiff();
    return tiff.with(TiffTag.WIDTH, width)
        .with(TiffTag.HEIGHT, height)
        .with(TiffTag.BITS, bits)
        .with(TiffTag.PHOTOMETRIC, 1);
  }

  TinyTiff with(TiffTag tag, int... values) {
    tags.put(tag.number(), values);
    return this;
  }

  public TinyTiff with(int tag, byte[] bytes) {
    tags.put(tag, bytes);
    return this;
  }

  TinyTiff without(TiffTag tag) {
    tags.put(tag.number(), new int[0]);
    return this;
  }

  /** With counts and offsets of 8 bytes. */
  TinyTiff big() {
    big = true;
    return this;
  }

  public byte[] write(byte[]... strips) {
    var offsets = new int[strips.length];
    var lengths = new int[strips.length];
    int at = 16;
    for (int i = 0; i < strips.length; i++) {
      offsets[i] = at;
      lengths[i] = strips[i].length;
      at += lengths[i];
    }
    boolean tiled = tags.containsKey(TiffTag.TILE_WIDTH.number());
    var starts = tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    var sizes = tiled ? TiffTag.TILE_LENGTHS : TiffTag.STRIP_LENGTHS;
    tags.putIfAbsent(starts.number(), offsets);
    tags.putIfAbsent(sizes.number(), lengths);
    var file = ByteBuffer.allocate(at + 20_000).order(ByteOrder.LITTLE_ENDIAN);
    header(file, at);
    file.position(16);
    for (var strip : strips) {
      file.put(strip);
    }
    return Arrays.copyOf(file.array(), directory(file, at));
  }

  private void header(ByteBuffer file, int directory) {
    file.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      file.putInt(directory);
    }
  }

  /** Entries, then the values that do not fit into one; returns where they end. */
  private int directory(ByteBuffer file, int at) {
    List<Map.Entry<Integer, Object>> entries = new ArrayList<>(tags.entrySet());
    entries.removeIf(entry -> entry.getValue() instanceof int[] none && none.length == 0);
    int each = big ? 20 : 12;
    int room = big ? 8 : 4;
    file.position(at);
    count(file, entries.size(), big ? 8 : 2);
    int values = file.position() + entries.size() * each + room;
    for (var entry : entries) {
      int start = file.position();
      boolean bytes = entry.getValue() instanceof byte[];
      var content = content(entry.getValue());
      file.putShort(entry.getKey().shortValue()).putShort((short) (bytes ? 1 : 4));
      count(file, content.length / (bytes ? 1 : 4), room);
      if (content.length <= room) {
        file.put(content);
      } else {
        count(file, values, room);
        file.put(values, content);
        values += content.length;
      }
      file.position(start + each);
    }
    return values;
  }

  private static byte[] content(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    int[] numbers = (int[]) value;
    var content = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      content.putInt(number);
    }
    return content.array();
  }

  private static void count(ByteBuffer file, int value, int width) {
    switch (width) {
      case 2 -> file.putShort((short) value);
      case 4 -> file.putInt(value);
      default -> file.putLong(value);
    }
  }
}
