package dev.variegate.generate.style;

import dev.variegate.base.Lazy;
import dev.variegate.base.Sha256;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelCache;
import dev.variegate.pixel.ColorPreservation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Encodes the images whose style is taken; those that are used again are encoded once in a JVM. */
final class StyleEncoder {

  private final StyleNetworks network;
  private final StyleFraming framing;
  private final ColorPreservationMode colors;
  private final String name;
  private final Map<Integer, String> hashes = new HashMap<>();
  private final ImageCodec codec = new ImageCodec();

  /**
   * A style in its encoded form.
   *
   * @param sha256 of its image
   */
  record Encoded(FeatureMap features, String sha256) implements ModelCache.Reusable {
    @Override
    public long bytes() {
      return features.bytes();
    }
  }

  /**
   * @param name of the network and how it computes
   */
  StyleEncoder(
      String name, StyleNetworks network, StyleFraming framing, ColorPreservationMode colors) {
    this.name = "style %s %s ".formatted(name, framing);
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
    var file = new Lazy<>(style.content());
    var sha256 = hashes.computeIfAbsent(place, any -> Sha256.hex(file.get()));
    return once(
        "file " + sha256,
        () -> {
          try (var image = decoded(style, file.get())) {
            return new Encoded(features(image, content), sha256);
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
    return ModelCache.once(name + key, Encoded.class, encode);
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
