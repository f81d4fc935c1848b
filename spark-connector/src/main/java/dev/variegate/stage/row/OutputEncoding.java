package dev.variegate.stage.row;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.PngText;
import dev.variegate.codec.SourceImage;
import dev.variegate.image.ImageFormat;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Sample;
import dev.variegate.stage.param.EncodingChoice;
import java.io.Serializable;

/**
 * How made images are encoded.
 *
 * @param encoding text of the Param; "same" keeps the source's
 * @param lineageInPng whether PNG files carry their lineage
 */
public record OutputEncoding(String encoding, boolean lineageInPng) implements Serializable {

  /** The file of a sample that has no source; "same" is PNG. */
  public EncodedSample copy(Sample sample, ImageCodec codec) {
    var chosen = EncodingChoice.parse(encoding).orElse(Encoding.of(ImageFormat.PNG));
    return withLineage(sample.encode(codec, chosen), chosen);
  }

  /** The file of a sample, with the color profile of its source. */
  EncodedSample copy(Sample sample, SourceImage source, ImageCodec codec) {
    var chosen = of(source);
    return withLineage(sample.encode(codec, chosen, source.profile()), chosen);
  }

  /** The encoding of copies of a source. */
  public Encoding of(SourceImage source) {
    return EncodingChoice.parse(encoding).orElseGet(source::encodingLike);
  }

  private EncodedSample withLineage(EncodedSample copy, Encoding chosen) {
    return lineageInPng && chosen.format() == ImageFormat.PNG
        ? copy.with(PngText.insert(copy.encoded(), PngText.LINEAGE, copy.lineage().json()))
        : copy;
  }
}
