package dev.variegate.image;

import java.util.Optional;

/**
 * An encoded image that others are made of. Its header is parsed, its SHA-256 taken, its color
 * profile sought and its samples decoded when they are first asked for, each of them once. Used by
 * one thread; closed by whoever made it, which gives back the samples.
 */
public final class SourceImage implements AutoCloseable {

  private final byte[] encoded;
  private final ImageCodec codec;
  private Optional<ImageHeader> header = Optional.empty();
  private Optional<String> sha256 = Optional.empty();
  private Optional<Optional<ColorProfile>> profile = Optional.empty();
  private Optional<Image> image = Optional.empty();

  /**
   * Takes over the bytes; the caller does not write to them from here on.
   *
   * @param encoded the content of a file
   * @param codec what decodes it
   */
  public SourceImage(byte[] encoded, ImageCodec codec) {
    this.encoded = encoded;
    this.codec = codec;
  }

  /** The content of the file, not to be written to. */
  public byte[] encoded() {
    return encoded;
  }

  /** SHA-256 of the content, in hexadecimal. */
  public String sha256() {
    if (sha256.isEmpty()) {
      sha256 = Optional.of(Sha256.hex(encoded));
    }
    return sha256.get();
  }

  /**
   * The size of the upright image, from its header.
   *
   * @throws BadImageException if the content is no image of a supported format, or too large
   */
  public Size size() {
    return header().orientedSize();
  }

  /**
   * The decoded image, which stays this object's own.
   *
   * @throws BadImageException if the content is no whole image of a supported format, or too large
   */
  public Image image() {
    if (image.isEmpty()) {
      image = Optional.of(codec.decode(encoded, header()));
    }
    return image.get();
  }

  /** The color profile that copies carry; none where the codec does not keep profiles. */
  public Optional<ColorProfile> profile() {
    if (profile.isEmpty()) {
      profile = Optional.of(codec.profile(encoded));
    }
    return profile.get();
  }

  /** How copies are written where nothing else is asked for. */
  public Encoding encodingLike() {
    return codec.encodingLike(encoded);
  }

  private ImageHeader header() {
    if (header.isEmpty()) {
      header = Optional.of(codec.header(encoded));
    }
    return header.get();
  }

  @Override
  public void close() {
    image.ifPresent(Image::close);
    image = Optional.empty();
  }
}
