package dev.variegate.lineage;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.OpenCvFailure;
import java.util.Optional;

/**
 * An image that a method made, and how. Whoever asked for it closes it.
 *
 * @param annotations what goes with the image; none where what went with its source goes with it
 *     unchanged, or the method knows of none
 */
public record Sample(Image image, Lineage lineage, Optional<Annotations> annotations)
    implements AutoCloseable {

  /** An image of which no annotations are known. */
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
