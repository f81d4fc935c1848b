package dev.variegate.codec;

import dev.variegate.base.Lazy;
import dev.variegate.base.Sha256;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ReducedGrid;
import dev.variegate.image.Size;
import java.util.HashMap;
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

  /** Whether it can be decoded at a fraction of its scale: a JPEG, and not what was made of one. */
  public boolean isReducible() {
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
   * @param scale that its sides are divided by, rounding up: 1, or where it {@linkplain
   *     #isReducible is reducible} 2, 4 or 8
   * @throws BadImageException as {@link #image()} does
   * @throws IllegalArgumentException if it is not reducible
   */
  public Image image(int scale) {
    if (scale == Decoder.WHOLE) {
      return image();
    }
    if (!isReducible()) {
      throw new IllegalArgumentException(
          "Image is to be decoded at 1/%d of its scale, which only a JPEG file can; decode all of it"
              .formatted(scale));
    }
    return reduced.computeIfAbsent(scale, by -> codec.decode(encoded, header.get(), by));
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
  }
}
