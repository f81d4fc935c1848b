package dev.variegate.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small encoded files made by other programs, and ways to change them. */
public final class Fixtures {

  private Fixtures() {}

  /** A file beside the test: 16x12 pixels, most with four quarters red, green, blue, yellow. */
  public static byte[] read(String name) {
    try (var in = Fixtures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a marker segment behind the start of a JPEG. */
  public static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] content) {
    var segment = ByteBuffer.allocate(content.length + 4);
    segment.put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2)).put(content);
    return insert(jpeg, 2, segment.array());
  }

  /** Puts a chunk behind the IHDR of a PNG. */
  public static byte[] withPngChunk(byte[] png, String type, byte[] content) {
    return insert(png, 33, pngChunk(type, content));
  }

  public static byte[] pngChunk(String type, byte[] content) {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(content.length + 12)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  /** Puts a chunk at the end of a WebP, which loses its EXIF. */
  public static byte[] withWebpChunk(byte[] webp, String type, byte[] content) {
    var plain = webp.clone();
    int exif = indexOf(plain, 'E', 'X', 'I', 'F');
    plain[exif] = 'e';
    var chunk = ByteBuffer.allocate(8 + content.length + content.length % 2);
    chunk.order(ByteOrder.LITTLE_ENDIAN).put(type.getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(content.length).put(content);
    var longer = concat(plain, chunk.array());
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(4, longer.length - 8);
    return longer;
  }

  public static byte[] deflated(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PNG that declares any size over any data. */
  public static byte[] png(int width, int height, byte[] data) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2);
    var png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeBytes(pngChunk("IHDR", header.array()));
    png.writeBytes(pngChunk("IDAT", data));
    png.writeBytes(pngChunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  /** An EXIF block, from its byte-order mark on, that holds the orientation alone. */
  public static byte[] exif(int orientation) {
    return new byte[] {
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
  }

  /** Gives an orientation to a file whose EXIF or TIFF directory holds one already. */
  public static byte[] withOrientation(byte[] file, int orientation) {
    var big = new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1};
    var little = new byte[] {0x12, 1, 3, 0, 1, 0, 0, 0};
    var changed = file.clone();
    for (int i = 0; i + 10 <= file.length; i++) {
      if (Arrays.equals(file, i, i + 8, big, 0, 8)) {
        changed[i + 9] = (byte) orientation;
        return changed;
      } else if (Arrays.equals(file, i, i + 8, little, 0, 8)) {
        changed[i + 8] = (byte) orientation;
        return changed;
      }
    }
    throw new IllegalArgumentException("the file has no orientation to change");
  }

  public static byte[] insert(byte[] file, int at, byte[] piece) {
    var longer = ByteBuffer.allocate(file.length + piece.length);
    return longer.put(file, 0, at).put(piece).put(file, at, file.length - at).array();
  }

  public static byte[] concat(byte[] first, byte[] second) {
    return insert(first, first.length, second);
  }

  public static int indexOf(byte[] file, int... pattern) {
    for (int i = 0; i + pattern.length <= file.length; i++) {
      int k = 0;
      while (k < pattern.length && (file[i + k] & 0xff) == pattern[k]) {
        k++;
      }
      if (k == pattern.length) {
        return i;
      }
    }
    throw new IllegalArgumentException("the file has no such bytes");
  }
}
