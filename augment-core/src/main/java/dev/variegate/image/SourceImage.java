package dev.variegate.image;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * An encoded image that others are made of. Its header is parsed, its SHA-256 taken, its color
 * profile sought and its samples decoded when they are first asked for, each of them once. Used by
 * one thread; closed by whoever made it, which gives back the samples.
 */
public final class SourceImage implements AutoCloseable {

  private final byte[] encoded;
  private final ImageCodec codec;
  private final Once<ImageHeader> header;
  private final Once<String> sha256;
  private final Once<Optional<ColorProfile>> profile;
  private final Once<Image> image;

  /**
   * Takes over the bytes; the caller does not write to them from here on.
   *
   * @param encoded the content of a file
   * @param codec what decodes it
   */
  public SourceImage(byte[] encoded, ImageCodec codec) {
    this.encoded = encoded;
    this.codec = codec;
    this.header = new Once<>(() -> codec.header(encoded));
    this.sha256 = new Once<>(() -> Sha256.hex(encoded));
    this.profile = new Once<>(() -> codec.profile(encoded));
    this.image = new Once<>(() -> codec.decode(encoded, header.get()));
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
   * The size of the upright image, from its header.
   *
   * @throws BadImageException if the content is no image of a supported format, or too large
   */
  public Size size() {
    return header.get().orientedSize();
  }

  /**
   * The decoded image, which stays this object's own.
   *
   * @throws BadImageException if the content is no whole image of a supported format, or too large
   */
  public Image image() {
    return image.get();
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
    image.made.ifPresent(Image::close);
  }

  /** What is found when it is first asked for. */
  private static final class Once<T> {
    private final Supplier<T> finder;
    private Optional<T> made = Optional.empty();

    Once(Supplier<T> finder) {
      this.finder = finder;
    }

    T get() {
      if (made.isEmpty()) {
        made = Optional.of(finder.get());
      }
      return made.get();
    }
  }
}
