package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.tiff.TiffWriter;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Puts a color profile into what the encoder wrote a moment ago, which has none; where, {@link
 * ProfileReader} says. A TIFF gets its profile from {@link TiffWriter}.
 */
final class ProfileWriter {

  private static final byte[] APP2 = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  /** Of a profile in one segment of a JPEG. */
  private static final int JPEG_PART = 65_519;

  private static final int PNG_HEADER = 33;
  private static final int RIFF_HEADER = 12;
  private static final int VP8X_LENGTH = 10;
  private static final int HAS_PROFILE = 0x20;
  private static final int HAS_ALPHA = 0x10;

  private ProfileWriter() {}

  static byte[] put(byte[] encoded, ImageFormat format, Image image, ColorProfile profile) {
    return switch (format) {
      case JPEG -> jpeg(encoded, profile);
      case PNG -> png(encoded, profile);
      case WEBP -> webp(encoded, image, profile);
      default -> encoded;
    };
  }

  /** Behind JFIF's segment, which must be first. */
  static byte[] jpeg(byte[] jpeg, ColorProfile profile) {
    int first = jpeg[3] == (byte) 0xe0 ? 4 + ByteBuffer.wrap(jpeg).getShort(4) : 2;
    int count = (profile.length() + JPEG_PART - 1) / JPEG_PART;
    int around = APP2.length + 4; // what a segment counts beside the part
    var segments = ByteBuffer.allocate(profile.length() + count * (2 + around));
    for (int i = 0; i < count; i++) {
      var part = profile.part(i * JPEG_PART, (i + 1) * JPEG_PART);
      segments.putShort((short) 0xffe2).putShort((short) (around + part.length)).put(APP2);
      segments.put((byte) (i + 1)).put((byte) count).put(part);
    }
    return inserted(jpeg, first, segments.array());
  }

  private static byte[] png(byte[] png, ColorProfile profile) {
    var content = new ByteArrayOutputStream();
    content.writeBytes("iCCPicc\0\0".getBytes(StandardCharsets.US_ASCII));
    try (var zlib = new DeflaterOutputStream(content)) {
      zlib.write(profile.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such faults
    }
    var crc = new CRC32();
    crc.update(content.toByteArray());
    var chunk = ByteBuffer.allocate(content.size() + 8).putInt(content.size() - 4);
    chunk.put(content.toByteArray()).putInt((int) crc.getValue());
    return inserted(png, PNG_HEADER, chunk.array());
  }

  /** A plain file becomes an extended one. */
  private static byte[] webp(byte[] webp, Image image, ColorProfile profile) {
    boolean extended = webp[RIFF_HEADER + 3] == 'X';
    var file = extended ? webp : inserted(webp, RIFF_HEADER, extension(webp, image));
    file[RIFF_HEADER + 8] = (byte) (file[RIFF_HEADER + 8] | HAS_PROFILE);
    var chunk = chunk("ICCP", profile.bytes());
    var whole = inserted(file, RIFF_HEADER + 8 + VP8X_LENGTH, chunk);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, whole.length - 8);
    return whole;
  }

  private static byte[] extension(byte[] webp, Image image) {
    var view = new ByteView(webp, ByteOrder.LITTLE_ENDIAN, "WebP");
    boolean lossless = view.has(RIFF_HEADER, "VP8L");
    boolean alpha = lossless && (view.u32(RIFF_HEADER + 9) >> 28 & 1) != 0;
    var numbers = ByteBuffer.allocate(VP8X_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    numbers.put(0, (byte) (alpha ? HAS_ALPHA : 0));
    numbers.putShort(4, (short) (image.width() - 1)); // 16,383 at most: the third byte is 0
    numbers.putShort(7, (short) (image.height() - 1));
    return chunk("VP8X", numbers.array());
  }

  /** Padded to whole words. */
  private static byte[] chunk(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + content.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static byte[] inserted(byte[] file, int at, byte[] more) {
    var out = new byte[file.length + more.length];
    System.arraycopy(file, 0, out, 0, at);
    System.arraycopy(more, 0, out, at, more.length);
    System.arraycopy(file, at, out, at + more.length, file.length - at);
    return out;
  }
}
