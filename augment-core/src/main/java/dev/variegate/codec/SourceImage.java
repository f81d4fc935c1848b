package dev.variegate.codec;

import dev.variegate.base.Lazy;
import dev.variegate.base.Sha256;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ReducedGrid;
import dev.variegate.image.RowRange;
import dev.variegate.image.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An encoded image that others are made of. Its header is parsed, its SHA-256 taken, its color
 * profile sought and its samples decoded, at each scale, when they are first asked for, each of
 * them once. Used by one thread; closed by whoever made it, which gives back the samples.
 */
public final class SourceImage implements AutoCloseable {

  private final byte[] encoded;
  private final ImageCodec codec;
  private final Lazy<ImageHeader> header;
  private final Lazy<String> sha256;
  private final Lazy<Optional<ColorProfile>> profile;
  private final Lazy<Image> image;
  private final Map<Integer, Image> reduced = new HashMap<>();
  private final List<Image> parts = new ArrayList<>();
  private final Lazy<Optional<JpegCoefficients>> coefficients = new Lazy<>(this::readCoefficients);
  private final boolean isFile;

  /**
   * Takes over the bytes; the caller does not write to them from here on.
   *
   * @param encoded the content of a file
   * @param codec what decodes it
   */
  public SourceImage(byte[] encoded, ImageCodec codec) {
    this.encoded = encoded;
    this.codec = codec;
    this.header = new Lazy<>(() -> codec.header(encoded));
    this.sha256 = new Lazy<>(() -> Sha256.hex(encoded));
    this.profile = new Lazy<>(() -> codec.profile(encoded));
    this.image = new Lazy<>(() -> codec.decode(encoded, header.get(), Decoder.WHOLE));
    this.isFile = true;
  }

  private SourceImage(SourceImage origin, Image image) {
    this.encoded = origin.encoded;
    this.codec = origin.codec;
    this.header = origin.header;
    this.sha256 = origin.sha256;
    this.profile = origin.profile;
    this.image = new Lazy<>(() -> image);
    this.image.get();
    this.isFile = false;
  }

  /**
   * An image that was made of this one and is a source itself: it has samples of its own, and the
   * content, hash and color profile of the file that it comes from.
   *
   * @param made taken over
   */
  public SourceImage changed(Image made) {
    return new SourceImage(this, made);
  }

  /** The content of the file, not to be written to. */
  public byte[] encoded() {
    return encoded;
  }

  /** SHA-256 of the content, in hexadecimal. */
  public String sha256() {
    return sha256.get();
  }

  /**
   * The size of the upright image, from its samples where they are there, else from its header.
   *
   * @throws BadImageException if the content is not an image of a supported format, or too large
   */
  public Size size() {
    return image.found().map(Image::size).orElseGet(() -> header.get().orientedSize());
  }

  /**
   * The decoded image, which stays this object's own.
   *
   * @throws BadImageException if the content is not a whole image of a supported format, or too
   *     large
   */
  public Image image() {
    return image.get();
  }

  /**
   * Whether it is a JPEG file, and not what was made of one: it can be decoded at a fraction of its
   * scale, and changed without loss.
   */
  public boolean isJpeg() {
    return isFile && header.get().format() == ImageFormat.JPEG;
  }

  /** The pixels of {@link #image(int)}. */
  public ReducedGrid reduced(int scale) {
    return ReducedGrid.of(header.get(), scale);
  }

  /**
   * The image decoded at a fraction of its scale, without the detail that the fraction cannot show;
   * it stays this object's own.
   *
   * @param scale that its sides are divided by, rounding up: 1, or of {@linkplain #isJpeg a JPEG}
   *     2, 4 or 8
   * @throws BadImageException as {@link #image()} does
   * @throws IllegalArgumentException if it is none and the scale not 1
   */
  public Image image(int scale) {
    if (scale == Decoder.WHOLE) {
      return image();
    }
    if (!isJpeg()) {
      throw new IllegalArgumentException(
          "Image is to be decoded at 1/%d of its scale, which only a JPEG file can; decode all of it"
              .formatted(scale));
    }
    return reduced.computeIfAbsent(scale, by -> codec.decode(encoded, header.get(), by));
  }

  /**
   * The decoded image for one reader who looks at some of its rows: all others are undefined, so
   * that of a JPEG they need not be decoded. It stays this object's own.
   *
   * @throws BadImageException as {@link #image()} does, but for damage in other rows
   */
  public Image image(RowRange rows) {
    if (image.found().isPresent() || !isFile) {
      return image();
    }
    var some = codec.decode(encoded, header.get(), rows);
    some.ifPresent(parts::add);
    return some.orElseGet(this::image);
  }

  /**
   * The file of this JPEG with its coefficients in other places; empty where it is none, or the
   * change cannot be made without loss.
   *
   * @throws IllegalStateException if this machine cannot load the library for it
   */
  public Optional<byte[]> transformed(JpegTransform transform) {
    if (!isJpeg() || !transform.fits(JpegHeader.unit(encoded))) {
      return Optional.empty();
    }
    return coefficients
        .get()
        .flatMap(read -> read.transformed(transform))
        .map(
            made ->
                profile()
                    .filter(icc -> icc.fits(header.get().channels()))
                    .map(icc -> ProfileWriter.jpeg(made, icc))
                    .orElse(made));
  }

  /** The image in another file that was made of this one; the caller closes it. */
  public Image decoded(byte[] file) {
    return codec.decode(file);
  }

  private Optional<JpegCoefficients> readCoefficients() {
    return codec.keepsSamples(encoded)
        ? JpegCoefficients.read(encoded, header.get())
        : Optional.empty();
  }

  /** How the image lies in the file (EXIF 2.32, tag 0x0112), 1 to 8. */
  public int orientation() {
    return isFile ? header.get().orientation() : 1;
  }

  /** The color profile that copies carry; none where the codec does not keep profiles. */
  public Optional<ColorProfile> profile() {
    return profile.get();
  }

  /** How copies are written where nothing else is asked for. */
  public Encoding encodingLike() {
    return codec.encodingLike(encoded);
  }

  @Override
  public void close() {
    image.found().ifPresent(Image::close);
    reduced.values().forEach(Image::close);
    parts.forEach(Image::close);
    coefficients.found().flatMap(found -> found).ifPresent(JpegCoefficients::close);
  }
}
