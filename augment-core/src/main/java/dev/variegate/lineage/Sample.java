package dev.variegate.lineage;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvFailure;
import java.util.Optional;

/**
 * An image made by a method, with its lineage and annotations. The caller closes it.
 *
 * @param annotations annotations of the image; empty where those of its source apply unchanged, or
 *     the method knows none
 */
public record Sample(Image image, Lineage lineage, Optional<Annotations> annotations)
    implements AutoCloseable {

  /** A sample without annotations. */
  public Sample(Image image, Lineage lineage) {
    this(image, lineage, Optional.empty());
  }

  /** The image encoded, with its lineage completed by the encoding. */
  public EncodedSample encode(ImageCodec codec, Encoding encoding) {
    return new EncodedSample(
        codec.encode(image, encoding), lineage.encoded(encoding.toString()), annotations);
  }

  /** As {@link #encode(ImageCodec, Encoding)}, with the color profile of the source. */
  public EncodedSample encode(ImageCodec codec, Encoding encoding, Optional<ColorProfile> profile) {
    var how = lineage.encoded(codec.colorProfiles().lineageText(encoding));
    try {
      return new EncodedSample(codec.encode(image, encoding, profile), how, annotations);
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, image.size());
    }
  }

  @Override
  public void close() {
    image.close();
  }
}
