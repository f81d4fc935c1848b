package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.JPEG;

import dev.variegate.image.ImageHeader.Colours;
import java.nio.ByteOrder;

/** Walks the markers of a JPEG (ITU T.81, annex B) up to the first scan. */
final class JpegHeader {

  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;

  /** A Huffman-coded 8x8 block takes one bit at least: 64 pixels a bit, 512 a byte. */
  private static final long MOST_PIXELS_A_BYTE = 512;

  private final byte[] bytes;
  private final ByteView view;
  private int frame;
  private int orientation = 1;

  private JpegHeader(byte[] bytes) {
    this.bytes = bytes;
    this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "JPEG");
  }

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    return new JpegHeader(bytes).read(limit);
  }

  private ImageHeader read(PixelLimit limit) {
    int scan = walkToFirstScan();
    if (frame == 0) {
      throw new BadImageException(
          CORRUPT, "JPEG has no frame header before its first scan; replace the file");
    }
    var size = limit.check(JPEG, view.u16(frame + 5L), view.u16(frame + 3L));
    requireKnownCoding();
    int components = view.u8(frame + 7L);
    requireWhole(scan, size);
    var colours = components == 4 ? Colours.INKS : Colours.AS_STORED;
    return new ImageHeader(JPEG, size, components == 1 ? 1 : 3, 8, 1, orientation, colours);
  }

  /** Notes the frame header and the orientation on its way. */
  private int walkToFirstScan() {
    int at = 2;
    while (true) {
      if (view.u8(at) != 0xff) {
        throw new BadImageException(
            CORRUPT,
            "JPEG has 0x%02x at byte %d, must have a marker there; replace the file"
                .formatted(view.u8(at), at));
      }
      int marker = view.u8(at + 1L);
      if (marker == 0xff) { // padding
        at++;
        continue;
      }
      int segment = at + 2;
      if (marker == START_OF_SCAN) {
        return segment + view.u16(segment);
      }
      note(marker, segment);
      at = segment + Math.max(2, view.u16(segment));
    }
  }

  private void note(int marker, int segment) {
    if (marker == APP1 && view.has(segment + 2L, "Exif\0\0")) {
      orientation = TiffDirectory.exifOrientation(bytes, segment + 8);
    } else if (isFrame(marker)) {
      frame = segment;
    }
  }

  /** SOF0 to SOF15; C4, C8 and CC in between are tables and extensions. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void requireKnownCoding() {
    int coding = view.u8(frame - 1L) - 0xc0;
    int bits = view.u8(frame + 2L);
    int components = view.u8(frame + 7L);
    if (coding > 2 || bits != 8 || components == 2 || components > 4) {
      throw new BadImageException(
          UNSUPPORTED,
          "JPEG has coding SOF%d with %d bits and %d components, must be baseline or progressive with 8 bits and 1, 3 or 4 components; save it again as plain JPEG or as PNG"
              .formatted(coding, bits, components));
    }
  }

  /**
   * The decoder fills what is missing with grey and says nothing, so the end is looked for here.
   */
  private void requireWhole(int scan, Size size) {
    if (!hasEnd(scan)) {
      throw new BadImageException(
          TRUNCATED,
          "JPEG of %s stops after %d bytes without its end marker, must be whole; copy or download it again"
              .formatted(size, bytes.length));
    }
    if ((bytes.length - scan) * MOST_PIXELS_A_BYTE < size.pixels()) {
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
