package dev.variegate.policy;

import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import java.util.List;

/**
 * A picture that is to be mixed, and what goes with it. Decoded once, however many copies it is
 * mixed into, and closed by who made it; for one thread.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class MixSource implements AutoCloseable {

  private final String key;
  private final byte[] encoded;
  private final Annotations annotations;
  private Image image;
  private Masks masks;

  /**
   * Takes over the bytes; the caller does not write to them from here on.
   *
   * @param key what names the picture
   * @param encoded its file content
   * @param annotations what goes with it
   */
  public MixSource(String key, byte[] encoded, Annotations annotations) {
    this.key = key;
    this.encoded = encoded;
    this.annotations = annotations;
  }

  String key() {
    return key;
  }

  byte[] encoded() {
    return encoded;
  }

  Annotations annotations() {
    return annotations;
  }

  /**
   * Decodes the picture and its masks, unless they are already.
   *
   * @throws dev.variegate.image.BadImageException if it or a mask of it is no readable picture
   * @throws IllegalArgumentException if a mask is not of its size
   */
  public void open(ImageCodec codec) {
    if (image == null) {
      image = codec.decode(encoded);
    }
    if (masks == null) {
      masks = Masks.decoded(annotations, codec);
    }
  }

  /** The picture, once it is open. */
  Image image() {
    return image;
  }

  /** Its masks, once it is open. */
  List<Image> masks() {
    return masks.images();
  }

  @Override
  public void close() {
    if (image != null) {
      image.close();
      image = null;
    }
    if (masks != null) {
      masks.close();
      masks = null;
    }
  }
}
