package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import java.io.ByteArrayOutputStream;

/**
 * Strips and tiles that are JPEGs (Adobe's technical note 2 on TIFF), whose tables may lie in a tag
 * of the page.
 */
public final class TiffJpeg {

  /** Start of the image; a segment of Adobe that says whether colors are YCbCr follows. */
  private static final byte[] START = {
    (byte) 0xff,
    (byte) 0xd8,
    (byte) 0xff,
    (byte) 0xee,
    0,
    14,
    'A',
    'd',
    'o',
    'b',
    'e',
    0,
    100,
    0,
    0,
    0,
    0
  };

  private static final int MARKER = 2;

  /** What reads JPEGs: a codec that reads TIFF by this package itself. */
  public interface Codec {

    ImageHeader header(byte[] jpeg);

    /** As it lies, whatever its orientation; the caller closes it. */
    Image decode(byte[] jpeg, ImageHeader header);
  }

  private final TiffLayout layout;
  private final byte[] tables;
  private final Codec codec;

  TiffJpeg(TiffLayout layout, byte[] tables, Codec codec) {
    this.layout = layout;
    this.tables = tables;
    this.codec = codec;
  }

  /** So many rows of a piece, row by row, channels interleaved. */
  byte[] expand(byte[] bytes, int start, int length, int rows) {
    var jpeg = whole(bytes, start, length);
    var header = codec.header(jpeg);
    var size = header.size();
    var piece = layout.piece();
    if (size.width() != piece.width()
        || size.height() < rows
        || size.height() > piece.height()
        || header.channels() != layout.channelsTogether()) {
      throw new BadImageException(
          CORRUPT,
          "TIFF of %s has a JPEG of %s with %d channels in a strip or tile but must be %s with %d; replace the file"
              .formatted(
                  layout.header().size(),
                  size,
                  header.channels(),
                  piece,
                  layout.channelsTogether()));
    }
    try (var image = codec.decode(jpeg, header)) {
      return image.toBytes();
    }
  }

  private byte[] whole(byte[] bytes, int start, int length) {
    var jpeg = new ByteArrayOutputStream(length + tables.length + START.length + 1);
    jpeg.writeBytes(START);
    jpeg.write(layout.samples().isRgb() ? 0 : 1);
    if (tables.length > 2 * MARKER) {
      jpeg.write(tables, MARKER, tables.length - 2 * MARKER);
    }
    jpeg.write(bytes, start + MARKER, Math.max(0, length - MARKER));
    return jpeg.toByteArray();
  }
}
