package dev.variegate.lineage;

import dev.variegate.base.Lazy;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.Image;
import java.util.function.Supplier;

/**
 * A source image with its key and annotations, from which copies are made. Labels are read and
 * masks decoded once, on first use. Not thread-safe; closed by whoever created it.
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
   * The decoded image, which this source owns and closes.
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

  /** This source with image and masks decoded, so that damage is reported as its own. */
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
