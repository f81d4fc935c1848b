package dev.variegate.generate;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.Sha256;
import dev.variegate.image.Shares;
import dev.variegate.model.BadModelException;
import dev.variegate.op.ColourPreservation;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Encodes the pictures whose style is taken; those that are used again are encoded once. */
final class StyleEncoder {

  /** Of encoded styles that are kept: 32 of 512 channels from pictures of 256x256. */
  private static final long KEPT_BYTES = 64L << 20;

  private final Stylizer network;
  private final StyleFraming framing;
  private final ColourKeeping colours;
  private final StyleCache cache = new StyleCache(KEPT_BYTES);
  private final ImageCodec codec = new ImageCodec();

  StyleEncoder(Stylizer network, StyleFraming framing, ColourKeeping colours) {
    this.network = network;
    this.framing = framing;
    this.colours = colours;
  }

  /**
   * A style of a list.
   *
   * @param place of the style in the list
   * @param content whose colours it gets, if they are to be kept
   */
  StyleCache.Entry listed(StylePicture style, int place, Image content) {
    return once(
        "list " + place,
        () -> {
          var bytes = style.content().get();
          try (var picture = decoded(style, bytes)) {
            return new StyleCache.Entry(features(picture, content), Sha256.hex(bytes));
          }
        });
  }

  /** The style that a row brings; its hash is of its samples. */
  StyleCache.Entry brought(Image style, Image content) {
    var sha256 = samples(style);
    return once("samples " + sha256, () -> new StyleCache.Entry(features(style, content), sha256));
  }

  private StyleCache.Entry once(String key, Supplier<StyleCache.Entry> encode) {
    if (colours == ColourKeeping.HISTOGRAM) {
      return encode.get();
    }
    var kept = cache.find(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    var entry = encode.get();
    cache.keep(key, entry);
    return entry;
  }

  private FeatureMap features(Image style, Image content) {
    try (var picture = framing.styled(style, network)) {
      if (colours != ColourKeeping.HISTOGRAM || picture.channels() == 1) {
        return network.encode(picture);
      }
      try (var coloured = ColourPreservation.histogram(picture, content)) {
        return network.encode(coloured);
      }
    }
  }

  /** A style that cannot be read is no fault of the row that drew it. */
  private Image decoded(StylePicture style, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (BadImageException e) {
      throw new BadModelException(
          "Style picture %s cannot be used: %s; take it out of the styles"
              .formatted(style.name(), e.getMessage()),
          e);
    }
  }

  private static String samples(Image picture) {
    var shares = Shares.of(picture);
    var bytes = ByteBuffer.allocate(Integer.BYTES * (3 + shares.length));
    bytes.putInt(picture.width()).putInt(picture.height()).putInt(picture.channels());
    bytes.asFloatBuffer().put(shares);
    return Sha256.hex(bytes.array());
  }
}
