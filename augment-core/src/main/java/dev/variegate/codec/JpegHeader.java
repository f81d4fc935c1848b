package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.JPEG;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.codec.tiff.TiffDirectory;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.ImageHeader.Flaw;
import dev.variegate.image.Size;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/** Walks the markers of a JPEG (ITU T.81, annex B) up to the first scan. */
final class JpegHeader {

  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int BLOCK = 8;
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  /** A Huffman-coded 8x8 block takes one bit at least: 64 pixels a bit, 512 a byte. */
  private static final long MAX_PIXELS_A_BYTE = 512;

  private final byte[] bytes;
  private final ByteView view;
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private final FilteredBytes plain;
  private int frame;
  private int exif;
  private int xmp;

  private JpegHeader(byte[] bytes) {
    this.bytes = bytes;
    this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "JPEG");
    this.plain = new FilteredBytes(bytes);
  }

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    return new JpegHeader(bytes).read(limit);
  }

  /** A JPEG whose header was read, without what lies between its markers. */
  static byte[] plain(byte[] bytes) {
    var header = new JpegHeader(bytes);
    header.walkToFirstScan();
    return header.plain.bytes();
  }

  /**
   * The pixels that a unit of coefficients covers, of a JPEG whose header was read: 8x8 where there
   * is one component, else so many times more as the colors are subsampled (T.81, A.2).
   */
  static Size unit(byte[] bytes) {
    var header = new JpegHeader(bytes);
    header.walkToFirstScan();
    int components = header.view.u8(header.frame + 7L);
    int across = 1;
    int down = 1;
    for (int i = 0; i < components && components > 1; i++) {
      int factors = header.view.u8(header.frame + 9L + 3L * i);
      across = Math.max(across, factors >> 4);
      down = Math.max(down, factors & 0xf);
    }
    return new Size(BLOCK * across, BLOCK * down);
  }

  private ImageHeader read(PixelLimit limit) {
    int scan = walkToFirstScan();
    if (frame == 0) {
      throw new BadImageException(
          CORRUPT, "JPEG has no frame header before its first scan; replace the file");
    }
    requireHeight();
    var size = limit.check(JPEG, view.u16(frame + 5L), view.u16(frame + 3L));
    requireKnownCoding();
    int components = view.u8(frame + 7L);
    requireEnoughData(scan, size);
    if (!hasEnd(scan)) {
      flaws.add(Flaw.NO_END);
    }
    var colors = components == 4 ? Colors.INKS : Colors.AS_STORED;
    int orientation = Orientation.of(exif, xmp);
    return new ImageHeader(JPEG, size, components == 1 ? 1 : 3, 8, 1, orientation, colors, flaws);
  }

  /** Notes the frame header and the orientation on its way. */
  private int walkToFirstScan() {
    int at = 2;
    while (true) {
      int segment = afterMarker(at);
      int marker = view.u8(segment - 1L);
      if (marker == START_OF_SCAN) {
        return segment + view.u16(segment);
      }
      note(marker, segment);
      at = hasLength(marker) ? segment + Math.max(2, view.u16(segment)) : segment;
    }
  }

  /** A marker is 0xff, perhaps repeated, and a byte that is neither 0xff nor 0. */
  private int afterMarker(int from) {
    int at = from;
    while (view.u8(at) != 0xff || view.u8(at + 1L) == 0 || view.u8(at + 1L) == 0xff) {
      if (view.u8(at) != 0xff || view.u8(at + 1L) == 0) {
        flaws.add(Flaw.STRAY_BYTES);
      }
      at++;
    }
    if (at > from) {
      plain.passOver(from, at);
    }
    return at + 2;
  }

  /** Restarts stand alone, and so do start and end. */
  static boolean hasLength(int marker) {
    return marker < 0xd0 || marker > 0xd9;
  }

  private void note(int marker, int segment) {
    if (marker == APP1 && view.has(segment + 2L, "Exif\0\0")) {
      exif = TiffDirectory.exifOrientation(bytes, segment + 8);
    } else if (marker == APP1 && view.has(segment + 2L, XMP)) {
      xmp = Orientation.ofXmp(view.bytes(segment + 2L, Math.max(2, view.u16(segment)) - 2L));
    } else if (isFrame(marker)) {
      frame = segment;
    }
  }

  /** SOF0 to SOF15; C4, C8 and CC in between are tables and extensions. */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void requireHeight() {
    if (view.u16(frame + 3L) == 0) {
      throw new BadImageException(
          UNSUPPORTED,
          "JPEG gives its height after its first scan (DNL), which is not supported; save it again as plain JPEG or as PNG");
    }
  }

  private void requireKnownCoding() {
    int coding = view.u8(frame - 1L) - 0xc0;
    int bits = view.u8(frame + 2L);
    int components = view.u8(frame + 7L);
    if (coding > 2 || bits != 8 || components == 2 || components > 4) {
      throw new BadImageException(
          UNSUPPORTED,
          "JPEG has coding SOF%d with %d bits and %d components but must be baseline or progressive with 8 bits and 1, 3 or 4 components; save it again as plain JPEG or as PNG"
              .formatted(coding, bits, components));
    }
  }

  private void requireEnoughData(int scan, Size size) {
    if ((bytes.length - scan) * MAX_PIXELS_A_BYTE < size.pixels()) {
      throw new BadImageException(
          CORRUPT,
          "JPEG declares %s pixels but has only %d bytes of them, too few for that size; replace the file"
              .formatted(size, bytes.length - scan));
    }
  }

  /** Searched from the back, where it nearly always is; trailing bytes after it are harmless. */
  private boolean hasEnd(int scan) {
    for (int i = bytes.length - 2; i >= scan; i--) {
      if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xd9) {
        return true;
      }
    }
    return false;
  }
}
