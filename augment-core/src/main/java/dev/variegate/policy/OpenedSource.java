package dev.variegate.policy;

import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.SourceImage;
import java.util.List;

/**
 * An image that is to be mixed, decoded with its masks, for all copies that it goes into. Closed by
 * whoever opened it.
 */
public final class OpenedSource implements AutoCloseable {

  private final String key;
  private final SourceImage source;
  private final Annotations annotations;
  private final Masks masks;

  private OpenedSource(String key, SourceImage source, Annotations annotations, Masks masks) {
    this.key = key;
    this.source = source;
    this.annotations = annotations;
    this.masks = masks;
  }

  /** Takes over the source, which is closed where it cannot be opened. */
  static OpenedSource of(
      String key, SourceImage source, Annotations annotations, ImageCodec codec) {
    try {
      source.image();
      return new OpenedSource(key, source, annotations, Masks.decoded(annotations, codec));
    } catch (RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  String key() {
    return key;
  }

  SourceImage source() {
    return source;
  }

  Annotations annotations() {
    return annotations;
  }

  List<Image> masks() {
    return masks.images();
  }

  @Override
  public void close() {
    source.close();
    masks.close();
  }
}
