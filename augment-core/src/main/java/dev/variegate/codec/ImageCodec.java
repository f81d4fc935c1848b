package dev.variegate.codec;

import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.RowRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Encoded bytes to images and back. Reads JPEG, PNG, WebP, BMP, TIFF, GIF and PNM; writes what
 * {@link Encoding} lists.
 *
 * <p>Gray, RGB and RGBA with 8 or 16 bits stay as they are, and so do floats and up to 512 bands of
 * a TIFF, whose gray with alpha is two bands; a palette becomes RGB, other gray with alpha becomes
 * RGBA, fewer than 8 bits become 8; the one transparent level that a gray PNG may name is ignored.
 * The orientation of EXIF, or else of XMP, is applied, so that the image stands as a viewer shows
 * it. A file that stops early is refused, and so is damage, but for the {@linkplain
 * ImageHeader.Flaw flaws} that do not cost the image; damage inside the coded data of a JPEG or
 * WebP that its decoder skips cannot be detected.
 *
 * <p>Equal bytes give equal samples, and equal samples equal bytes. Thread-safe.
 *
 * @param maxPixels most pixels (width times height) that a header may declare, where of more than
 *     four channels each four count as a pixel; more is refused before anything is decoded
 * @param colorProfiles what happens to those of sources
 */
public record ImageCodec(long maxPixels, ColorProfiles colorProfiles) implements Serializable {

  /** 100 million pixels, 300 MB as 8-bit RGB. */
  public static final long DEFAULT_MAX_PIXELS = 100_000_000;

  public ImageCodec {
    if (maxPixels < 1) {
      throw new IllegalArgumentException(
          "Pixel limit is %d but must be at least 1; the default is %d"
              .formatted(maxPixels, DEFAULT_MAX_PIXELS));
    }
  }

  /** One that keeps color profiles. */
  public ImageCodec(long maxPixels) {
    this(maxPixels, ColorProfiles.KEEP);
  }

  public ImageCodec() {
    this(DEFAULT_MAX_PIXELS);
  }

  /**
   * Decodes a whole image; the caller closes it.
   *
   * @throws BadImageException if the bytes are no whole image of a supported format, or too large
   */
  public Image decode(byte[] encoded) {
    return decode(encoded, header(encoded), Decoder.WHOLE);
  }

  /** As {@link #decode(byte[])}, where the header is read already; a JPEG may be reduced. */
  Image decode(byte[] encoded, ImageHeader header, int scale) {
    var image = Decoder.decode(encoded, header, scale);
    if (colorProfiles != ColorProfiles.SRGB) {
      return image;
    }
    return ProfileReader.read(encoded).map(icc -> SrgbConversion.of(image, icc)).orElse(image);
  }

  /** Some rows of an image, the others undefined; empty where all of it has to be decoded. */
  Optional<Image> decode(byte[] encoded, ImageHeader header, RowRange rows) {
    return colorProfiles == ColorProfiles.SRGB
        ? Optional.empty()
        : Decoder.rows(encoded, header, rows);
  }

  /** Whether copies of this file have the samples that it has, in colors that it names. */
  boolean keepsSamples(byte[] encoded) {
    return colorProfiles != ColorProfiles.SRGB || ProfileReader.read(encoded).isEmpty();
  }

  /** The same with other rules for color profiles. */
  public ImageCodec with(ColorProfiles others) {
    return new ImageCodec(maxPixels, others);
  }

  /**
   * As {@link #decode}, for a mask, whose samples are names and no colors: a PNG with a palette
   * gives the numbers of its entries as gray.
   */
  public Image decodeMask(byte[] encoded) {
    var header = header(encoded);
    return header.format() == ImageFormat.PNG && PngHeader.hasPalette(encoded)
        ? Orientation.upright(PaletteIndices.stored(encoded, header), header.orientation())
        : Decoder.decode(encoded, header);
  }

  /** Decodes and says what was left out or converted on the way. */
  public DecodedImage decodeWithNotes(byte[] encoded) {
    var header = header(encoded);
    var notes = new ArrayList<>(header.notes());
    if (ProfileReader.isDamaged(encoded)) {
      notes.add("color profile of the %s is damaged, left out".formatted(header.format().title()));
    }
    return new DecodedImage(decode(encoded, header, Decoder.WHOLE), notes);
  }

  /** Writes the image; it stays open. */
  public byte[] encode(Image image, Encoding encoding) {
    return Encoder.encode(image, encoding);
  }

  /**
   * Writes an image with a color profile, but for one of gray with colors, or the other way round.
   * The image stays open.
   *
   * @param profile what {@link #profile} found in the source
   */
  public byte[] encode(Image image, Encoding encoding, Optional<ColorProfile> profile) {
    return Encoder.encode(image, encoding, profile);
  }

  /** The color profile that images made of this source carry; none where profiles are not kept. */
  public Optional<ColorProfile> profile(byte[] source) {
    return colorProfiles == ColorProfiles.KEEP ? ProfileReader.read(source) : Optional.empty();
  }

  /**
   * The image as it is after it was written as JPEG or WebP and read again: what {@link #encode}
   * and {@link #decode} give, without a way through Java's memory. The image stays open, the caller
   * closes the result; the gray of a WebP comes as RGB.
   */
  public Image lossy(Image image, Encoding encoding) {
    if (encoding.format() == ImageFormat.JPEG) {
      var encoded = encode(image, encoding);
      return Decoder.decode(encoded, JpegHeader.read(encoded, PixelLimit.NONE));
    }
    boolean turnsToColor = image.channels() == 1;
    try (var encoded = Encoder.encoded(image, encoding)) {
      return Decoder.reread(encoded, turnsToColor ? 3 : image.channels());
    }
  }

  /**
   * How a copy of an encoded image is written where nothing else is asked for: in its own format at
   * the format's default quality; what is read but not written becomes PNG. Only the first bytes
   * are looked at.
   *
   * @throws BadImageException if they are of no supported format
   */
  public Encoding encodingLike(byte[] encoded) {
    var format = FormatSignature.of(encoded);
    return Encoding.of(format.isWritten() ? format : ImageFormat.PNG);
  }

  /** The header, if it keeps to the limit. */
  public ImageHeader header(byte[] encoded) {
    return HeaderReader.read(encoded, new PixelLimit(maxPixels));
  }
}
