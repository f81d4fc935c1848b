package dev.variegate.policy;

import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import java.util.List;
import java.util.Optional;

/**
 * A picture that is to be mixed, decoded with its masks, for all copies that it goes into. Closed
 * by whoever opened it.
 */
public final class OpenedSource implements AutoCloseable {

  private final MixSource source;
  private final Image image;
  private final Masks masks;
  private final Optional<ColorProfile> profile;

  private OpenedSource(MixSource source, Image image, ImageCodec codec) {
    this.source = source;
    this.image = image;
    this.profile = codec.profile(source.encoded());
    this.masks = Masks.decoded(source.annotations(), codec);
  }

  static OpenedSource of(MixSource source, ImageCodec codec) {
    var image = codec.decode(source.encoded());
    try {
      return new OpenedSource(source, image, codec);
    } catch (RuntimeException | Error e) {
      image.close();
      throw e;
    }
  }

  MixSource source() {
    return source;
  }

  Image image() {
    return image;
  }

  /** Of the copies that are named by it. */
  Optional<ColorProfile> profile() {
    return profile;
  }

  List<Image> masks() {
    return masks.images();
  }

  @Override
  public void close() {
    image.close();
    masks.close();
  }
}
