package dev.variegate.generate;

import dev.variegate.image.ColorProfile;
import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Copy;
import dev.variegate.policy.Lineage;
import java.util.Optional;

/** A picture that a model made, and how. Whoever asked for it closes it. */
public record Sample(Image image, Lineage lineage) implements AutoCloseable {

  /** The picture encoded, with its lineage completed by the encoding. */
  public Copy encode(ImageCodec codec, Encoding encoding) {
    return new Copy(codec.encode(image, encoding), lineage.encoded(encoding.toString()));
  }

  /** As {@link #encode(ImageCodec, Encoding)}, with the color profile of the source. */
  public Copy encode(ImageCodec codec, Encoding encoding, Optional<ColorProfile> profile) {
    var told = codec.colorProfiles().told(encoding);
    return new Copy(codec.encode(image, encoding, profile), lineage.encoded(told));
  }

  @Override
  public void close() {
    image.close();
  }
}
