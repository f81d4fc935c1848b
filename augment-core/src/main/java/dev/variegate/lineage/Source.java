package dev.variegate.lineage;

import dev.variegate.base.Lazy;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.Image;
import java.util.function.Supplier;

/**
 * An image that others are made of, with its key and what goes with it. The labels are read and the
 * masks decoded when they are first asked for, once. Used by one thread; closed by whoever made it.
 */
public final class Source implements AutoCloseable {

  private final String key;
  private final SourceImage encoded;
  private final Lazy<Annotations> annotations;
  private final Lazy<Masks> masks;

  /**
   * Takes over the image.
   *
   * @param key what names it
   * @param annotations what goes with it
   * @param codec what decodes the masks
   */
  public Source(
      String key, SourceImage encoded, Supplier<Annotations> annotations, ImageCodec codec) {
    this.key = key;
    this.encoded = encoded;
    this.annotations = new Lazy<>(annotations);
    this.masks = new Lazy<>(() -> Masks.decoded(annotations(), codec));
  }

  public String key() {
    return key;
  }

  public SourceImage encoded() {
    return encoded;
  }

  /**
   * The decoded image, which stays this object's own.
   *
   * @throws dev.variegate.image.BadImageException if it is not a readable image
   */
  public Image image() {
    return encoded.image();
  }

  /** SHA-256 of the file that the image comes from. */
  public String sha256() {
    return encoded.sha256();
  }

  public Annotations annotations() {
    return annotations.get();
  }

  /**
   * The decoded masks.
   *
   * @throws IllegalArgumentException if one is not of the image's size
   */
  public Masks masks() {
    return masks.get();
  }

  /** The same, with all of it decoded, so that damage is reported of what has it. */
  public Source decoded() {
    image();
    masks();
    return this;
  }

  @Override
  public void close() {
    encoded.close();
    masks.found().ifPresent(Masks::close);
  }
}
