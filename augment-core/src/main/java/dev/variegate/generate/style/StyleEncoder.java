package dev.variegate.generate.style;

import dev.variegate.base.LruCache;
import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.BadModelException;
import dev.variegate.pixel.ColorPreservation;
import java.util.function.Supplier;

/** Encodes the images whose style is taken; those that are used again are encoded once. */
final class StyleEncoder {

  /** Of encoded styles that are kept: 32 of 512 channels from images of 256x256. */
  private static final long KEPT_BYTES = 64L << 20;

  private final StyleNetworks network;
  private final StyleFraming framing;
  private final ColorPreservationMode colors;
  private final LruCache<Encoded> cache =
      new LruCache<>(KEPT_BYTES, encoded -> encoded.features().bytes());
  private final ImageCodec codec = new ImageCodec();

  /**
   * A style in its encoded form.
   *
   * @param sha256 of its image
   */
  record Encoded(FeatureMap features, String sha256) {}

  StyleEncoder(StyleNetworks network, StyleFraming framing, ColorPreservationMode colors) {
    this.network = network;
    this.framing = framing;
    this.colors = colors;
  }

  /**
   * A style of a list.
   *
   * @param place of the style in the list
   * @param content whose colors it gets, if they are to be kept
   */
  Encoded listed(ReferenceImage style, int place, Image content) {
    return once(
        "list " + place,
        () -> {
          var bytes = style.content().get();
          try (var image = decoded(style, bytes)) {
            return new Encoded(features(image, content), Sha256.hex(bytes));
          }
        });
  }

  /** The style that a row brings; its hash is of its samples. */
  Encoded brought(Image style, Image content) {
    var sha256 = UnitFloats.sha256(style);
    return once("samples " + sha256, () -> new Encoded(features(style, content), sha256));
  }

  private Encoded once(String key, Supplier<Encoded> encode) {
    if (colors == ColorPreservationMode.HISTOGRAM) {
      return encode.get();
    }
    return cache.once(key, encode);
  }

  private FeatureMap features(Image style, Image content) {
    try (var image = framing.styled(style, network)) {
      if (colors != ColorPreservationMode.HISTOGRAM || image.channels() == 1) {
        return network.encode(image);
      }
      try (var colored = ColorPreservation.histogram(image, content)) {
        return network.encode(colored);
      }
    }
  }

  /** A style that cannot be read is no fault of the row that drew it. */
  private Image decoded(ReferenceImage style, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (BadImageException e) {
      throw new BadModelException(
          "Style image %s cannot be used: %s; remove it from the styles"
              .formatted(style.name(), e.getMessage()),
          e);
    }
  }
}
