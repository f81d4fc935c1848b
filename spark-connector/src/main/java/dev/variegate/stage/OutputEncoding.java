package dev.variegate.stage;

import dev.variegate.image.Encoding;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.PngText;
import dev.variegate.image.SourceImage;
import dev.variegate.policy.Copy;
import dev.variegate.policy.Sample;
import java.io.Serializable;

/**
 * How made images are encoded.
 *
 * @param encoding text of the Param; "same" keeps the source's
 * @param lineageInPng whether PNG files carry their lineage
 */
record OutputEncoding(String encoding, boolean lineageInPng) implements Serializable {

  /** The file of a sample that has no source; "same" is PNG. */
  Copy copy(Sample sample, ImageCodec codec) {
    var chosen = EncodingChoice.parse(encoding).orElse(Encoding.of(ImageFormat.PNG));
    return withLineage(sample.encode(codec, chosen), chosen);
  }

  /** The file of a sample, with the color profile of its source. */
  Copy copy(Sample sample, SourceImage source, ImageCodec codec) {
    var chosen = EncodingChoice.parse(encoding).orElseGet(source::encodingLike);
    return withLineage(sample.encode(codec, chosen, source.profile()), chosen);
  }

  private Copy withLineage(Copy copy, Encoding chosen) {
    return lineageInPng && chosen.format() == ImageFormat.PNG
        ? copy.with(PngText.insert(copy.encoded(), PngText.LINEAGE, copy.lineage().json()))
        : copy;
  }
}
