package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.ImageFormat.WEBP;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.codec.tiff.TiffDirectory;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.Size;
import java.nio.ByteOrder;

/** Walks the chunks of a WebP (RFC 9649). */
final class WebpHeader {

  private static final int FIRST_CHUNK = 12;

  private final byte[] bytes;
  private final ByteView view;
  private int frames;
  private int exif;
  private int xmp;

  private WebpHeader(byte[] bytes) {
    this.bytes = bytes;
    this.view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "WebP");
  }

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    return new WebpHeader(bytes).read(limit);
  }

  private ImageHeader read(PixelLimit limit) {
    int data = FIRST_CHUNK + 8;
    boolean alpha;
    Size size;
    switch (view.latin1(FIRST_CHUNK, 4)) {
      case "VP8X" -> {
        alpha = (view.u8(data) & 0x10) != 0;
        size = limit.check(WEBP, u24(data + 4) + 1, u24(data + 7) + 1);
      }
      case "VP8L" -> {
        long packed = view.u32(data + 1);
        alpha = (packed >> 28 & 1) != 0;
        size = limit.check(WEBP, (packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1);
      }
      case "VP8 " -> {
        alpha = false;
        size = limit.check(WEBP, view.u16(data + 6) & 0x3fff, view.u16(data + 8) & 0x3fff);
      }
      default ->
          throw new BadImageException(
              CORRUPT, "WebP does not begin with VP8, VP8L or VP8X; replace the file");
    }
    walkToEnd();
    return new ImageHeader(
        WEBP,
        size,
        alpha ? 4 : 3,
        8,
        Math.max(1, frames),
        Orientation.of(exif, xmp),
        Colors.AS_STORED);
  }

  private void walkToEnd() {
    long end = 8 + view.u32(4);
    view.require(0, end);
    for (long at = FIRST_CHUNK; at + 8 <= end; ) {
      long length = view.u32(at + 4);
      view.require(at + 8, length);
      if (view.has(at, "ANMF")) {
        frames++;
      } else if (view.has(at, "EXIF")) {
        exif = exif((int) at + 8);
      } else if (view.has(at, "XMP ")) {
        xmp = Orientation.ofXmp(view.bytes(at + 8, length));
      }
      at += 8 + length + (length & 1);
    }
  }

  /** Some writers keep the prefix that only JPEG needs. */
  private int exif(int data) {
    return TiffDirectory.exifOrientation(bytes, view.has(data, "Exif\0\0") ? data + 6 : data);
  }

  private long u24(int at) {
    return view.u16(at) | (long) view.u8(at + 2L) << 16;
  }
}
