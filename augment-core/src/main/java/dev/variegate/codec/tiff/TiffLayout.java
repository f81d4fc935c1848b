package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.TIFF;

import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import java.nio.ByteOrder;

/**
 * Where the samples of a TIFF page lie and how they are packed.
 *
 * @param mirrored whether the bits of each byte come in the other order
 * @param planes 1 where the channels of a pixel lie together, else as many as channels
 * @param piece what strips or tiles measure; tiles at the right and lower edge go beyond the image,
 *     the last strip ends with it
 * @param offsets of the pieces, row by row, plane by plane
 * @param lengths of the pieces as packed, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record TiffLayout(
    ImageHeader header,
    TiffSamples samples,
    ByteOrder order,
    boolean mirrored,
    TiffCompression compression,
    TiffPredictor predictor,
    int planes,
    Size piece,
    long[] offsets,
    long[] lengths) {

  private static final int SEPARATE = 2;

  /** What a Java array can hold. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  /** The layout of a page that is not packed by {@linkplain TiffCoding#isFax fax codes}. */
  static TiffLayout of(
      TiffDirectory page, TiffSamples samples, ImageHeader header, PixelLimit limit) {
    boolean tiled = page.number(TiffTag.TILE_WIDTH, 0) != 0;
    var layout =
        new TiffLayout(
            header,
            samples,
            page.order(),
            page.number(TiffTag.FILL_ORDER, 1) == 2,
            TiffCoding.compression(page),
            TiffCoding.predictor(page, samples),
            page.number(TiffTag.PLANAR, 1) == SEPARATE ? (int) samples.channels() : 1,
            tiled ? tile(page, header, limit) : strip(page, header.size()),
            pieces(page, tiled, TiffTag.TILE_OFFSETS, TiffTag.STRIP_OFFSETS),
            pieces(page, tiled, TiffTag.TILE_LENGTHS, TiffTag.STRIP_LENGTHS));
    layout = layout.withLengths(page);
    layout.requirePieces();
    layout.requireNoGaps();
    layout.requireEnoughData();
    return layout;
  }

  /** Some writers list tiles as strips. */
  private static long[] pieces(
      TiffDirectory page, boolean tiled, TiffTag ofTiles, TiffTag ofStrips) {
    var numbers = page.numbers(tiled ? ofTiles : ofStrips);
    return numbers.length == 0 ? page.numbers(ofStrips) : numbers;
  }

  private static Size tile(TiffDirectory page, ImageHeader header, PixelLimit limit) {
    return limit.check(
        TIFF,
        page.number(TiffTag.TILE_WIDTH, 0),
        page.number(TiffTag.TILE_HEIGHT, 0),
        header.channels());
  }

  private static Size strip(TiffDirectory page, Size image) {
    long rows = page.number(TiffTag.STRIP_ROWS, image.height());
    return new Size(image.width(), (int) Math.max(1, Math.min(rows, image.height())));
  }

  int across() {
    return (header.size().width() - 1) / piece.width() + 1;
  }

  int down() {
    return (header.size().height() - 1) / piece.height() + 1;
  }

  /** Channels that lie together in a piece. */
  int channelsTogether() {
    return (int) samples.channels() / planes;
  }

  SampleType type() {
    return switch (header.bits()) {
      case 8 -> SampleType.UINT8;
      case 16 -> SampleType.UINT16;
      default -> SampleType.FLOAT32;
    };
  }

  int rowBytes() {
    return (int) rowBytes(piece.width());
  }

  private long rowBytes(int width) {
    return ((long) width * channelsTogether() * samples.bits() + 7) / 8;
  }

  /** Some writers leave the lengths out where nothing is packed. */
  private TiffLayout withLengths(TiffDirectory page) {
    if (lengths.length > 0 || compression != TiffCompression.NONE) {
      return this;
    }
    var whole = new long[offsets.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = rowBytes(piece.width()) * Math.max(0, rowsOf(i % (across() * down())));
      page.require(offsets[i], whole[i]);
    }
    return new TiffLayout(
        header, samples, order, mirrored, compression, predictor, planes, piece, offsets, whole);
  }

  /** What is left out stands for nothing, which some writers of maps use. */
  private void requireNoGaps() {
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] == 0 && offsets[i] == 0) {
        throw new BadImageException(
            UNSUPPORTED,
            "TIFF leaves out strip or tile %d (a sparse file) but must have all of them; save it again without gaps"
                .formatted(i + 1));
      }
    }
  }

  private void requirePieces() {
    double needed = (double) across() * down() * planes;
    if (offsets.length != needed || lengths.length != needed) {
      throw new BadImageException(
          CORRUPT,
          "TIFF of %s has %d offsets and %d lengths of strips or tiles but must have %.0f of each for its size; replace the file"
              .formatted(header.size(), offsets.length, lengths.length, needed));
    }
    double bytes = (double) rowBytes(piece.width()) * piece.height();
    if (bytes > MAX_BYTES) {
      throw new BadImageException(
          TOO_LARGE,
          "TIFF has strips or tiles of %.0f bytes but must be at most %d each; save it again in smaller ones"
              .formatted(bytes, MAX_BYTES));
    }
  }

  /** Piece by piece, for of a piece whole rows are unpacked, however few pixels are seen. */
  private void requireEnoughData() {
    int pieces = across() * down();
    for (int i = 0; i < lengths.length; i++) {
      double needed = (double) rowBytes(piece.width()) * rowsOf(i % pieces);
      if ((double) lengths[i] * compression.maxExpansion() < needed) {
        throw new BadImageException(
            CORRUPT,
            "TIFF declares %s pixels of %d channels but has only %d bytes of strip or tile %d, too few for its %dx%d; replace the file"
                .formatted(
                    header.size(),
                    header.channels(),
                    lengths[i],
                    i + 1,
                    piece.width(),
                    piece.height()));
      }
    }
  }

  /** How many rows of a piece the image shows. */
  int rowsOf(int place) {
    int top = place / across() * piece.height();
    return Math.min(piece.height(), header.size().height() - top);
  }
}
