package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.tiff.TiffDirectory;
import dev.variegate.codec.tiff.TiffTag;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ColorProfile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds the bytes of a color profile in an encoded image. Sources: ICC.1:2022, annex B (JPEG in
 * APP2 segments, TIFF tag 34675); PNG third edition, section 11.3.2.3; RFC 9649, section 2.7.1.4;
 * Microsoft, BITMAPV5HEADER.
 */
final class ProfileReader {

  private static final String APP2 = "ICC_PROFILE\0";

  /** What cannot be read: nothing that is a profile. */
  private static final byte[] DAMAGED = {};

  private final byte[] bytes;
  private final ByteView big;
  private final ByteView little;

  private ProfileReader(byte[] bytes) {
    this.bytes = bytes;
    this.big = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "Color profile");
    this.little = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "Color profile");
  }

  /** The profile in a file of any format, where there is a whole one. */
  static Optional<ColorProfile> read(byte[] encoded) {
    return find(encoded).flatMap(ColorProfile::of);
  }

  /** Whether a file has a profile that is left out because it is damaged. */
  static boolean isDamaged(byte[] encoded) {
    return find(encoded).filter(found -> ColorProfile.of(found).isEmpty()).isPresent();
  }

  /** The bytes as they stand there; present, but no profile, where they cannot be read. */
  private static Optional<byte[]> find(byte[] encoded) {
    try {
      return new ProfileReader(encoded).find();
    } catch (BadImageException e) { // the search ran beyond the end
      return Optional.of(DAMAGED);
    }
  }

  private Optional<byte[]> find() {
    return switch (FormatSignature.of(bytes)) {
      case JPEG -> jpeg();
      case PNG -> png();
      case WEBP -> webp();
      case BMP -> bmp();
      case TIFF -> tiff();
      case GIF, PNM -> Optional.empty();
    };
  }

  /** Segments may come in any order; each says its number and how many there are. */
  private Optional<byte[]> jpeg() {
    var parts = new TreeMap<Integer, byte[]>();
    int count = 0;
    int at = 2;
    while (at + 4 <= bytes.length) {
      int marker = big.u8(at + 1L);
      if (big.u8(at) != 0xff || marker == 0 || marker == 0xff) { // padding and stray bytes
        at++;
        continue;
      }
      if (marker == 0xda || marker == 0xd9) {
        break;
      }
      int end = at + 2 + big.u16(at + 2L);
      if (marker == 0xe2 && big.has(at + 4L, APP2) && end <= bytes.length) {
        int start = at + 4 + APP2.length();
        count = Math.max(count, big.u8(start + 1L));
        parts.putIfAbsent(big.u8(start), Arrays.copyOfRange(bytes, start + 2, end));
      }
      at = end;
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    var whole = new ByteArrayOutputStream();
    parts.values().forEach(whole::writeBytes);
    boolean all = parts.size() == count && parts.firstKey() == 1 && parts.lastKey() == count;
    return Optional.of(all ? whole.toByteArray() : DAMAGED);
  }

  private Optional<byte[]> png() {
    for (long at = 8; !big.has(at + 4, "IDAT") && !big.has(at + 4, "IEND"); ) {
      long length = big.u32(at);
      big.require(at, length + 12);
      if (big.has(at + 4, "iCCP")) {
        int end = (int) (at + 8 + length);
        int name = (int) at + 8;
        while (name < end && bytes[name] != 0) {
          name++;
        }
        return Optional.of(name + 2 > end ? DAMAGED : inflated(name + 2, end));
      }
      at += length + 12;
    }
    return Optional.empty();
  }

  /** At most one byte more than a profile may have. */
  private byte[] inflated(int from, int to) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, to - from);
      var out = new ByteArrayOutputStream();
      var piece = new byte[1 << 14];
      while (!inflater.finished() && out.size() <= ColorProfile.MAX_BYTES) {
        int made = inflater.inflate(piece);
        if (made == 0 && !inflater.finished()) {
          return DAMAGED;
        }
        out.write(piece, 0, made);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      return DAMAGED;
    } finally {
      inflater.end();
    }
  }

  private Optional<byte[]> webp() {
    long at = 12;
    while (at + 8 <= bytes.length) {
      long length = little.u32(at + 4);
      if (little.has(at, "ICCP")) {
        return Optional.of(part(at + 8, length));
      }
      at += 8 + length + (length & 1);
    }
    return Optional.empty();
  }

  /** Only the fifth header has one; its place counts from the header. */
  private Optional<byte[]> bmp() {
    boolean has = bytes.length > 138 && little.u32(14) >= 124 && little.has(14 + 56, "DEBM");
    return has
        ? Optional.of(part(14 + little.u32(14 + 112), little.u32(14 + 116)))
        : Optional.empty();
  }

  private Optional<byte[]> tiff() {
    var found = TiffDirectory.first(bytes, 0, "Color profile").bytes(TiffTag.COLOR_PROFILE);
    return Optional.of(found).filter(profile -> profile.length > 0);
  }

  private byte[] part(long from, long length) {
    return from < 0 || length > ColorProfile.MAX_BYTES || from + length > bytes.length
        ? DAMAGED
        : Arrays.copyOfRange(bytes, (int) from, (int) (from + length));
  }
}
