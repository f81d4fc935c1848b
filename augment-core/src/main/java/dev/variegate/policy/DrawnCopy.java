package dev.variegate.policy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.label.LabelRules;
import dev.variegate.lineage.Annotations;
import dev.variegate.lineage.EncodedSample;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Source;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.Recipe;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A copy of which everything is drawn and nothing made yet.
 *
 * @param recipe what was drawn
 * @param source the image, with its annotations; it stays open
 * @param rules what happens to shapes that leave the image
 * @param draw what fixed the numbers
 * @param codec what decodes masks
 * @param options how far a JPEG is decoded
 */
public record DrawnCopy(
    Recipe recipe,
    Source source,
    LabelRules rules,
    DrawKey draw,
    ImageCodec codec,
    JpegOptions options) {

  /**
   * The copy as a file without another loss, where {@link JpegOptions#losslessJpeg} asks for it and
   * source and steps allow it; else empty.
   *
   * @param encoding that copies are written in
   */
  public Optional<EncodedSample> lossless(Encoding encoding) {
    if (!options.losslessJpeg() || encoding.format() != ImageFormat.JPEG) {
      return Optional.empty();
    }
    return recipe
        .transform(source.encoded())
        .map(
            file ->
                new EncodedSample(
                    file,
                    lineage(recipe.onCoefficients())
                        .encoded(codec.colorProfiles().lineageText(encoding)),
                    Optional.of(annotations())));
  }

  /** The copy as an image, which the caller closes. */
  public Sample sample() {
    var how = decoded();
    return sample(how, () -> how.apply(source.encoded()));
  }

  /** The same where nothing else is made of the source: less of it may have to be decoded. */
  public Sample sampleAlone() {
    var how = decoded();
    return sample(how, () -> how.applyAlone(source.encoded()));
  }

  private Recipe decoded() {
    return options.reducedDecode() ? recipe.reducing(source.encoded()) : recipe;
  }

  private Sample sample(Recipe how, Supplier<Image> image) {
    var annotations = annotations();
    try {
      return new Sample(image.get(), lineage(how), Optional.of(annotations));
    } catch (RuntimeException e) {
      throw OpenCvFailure.translate(e, source.encoded().size());
    }
  }

  private Annotations annotations() {
    var given = source.annotations();
    return new Annotations(
        recipe.sizeAfter(given.size()),
        source.masks().changed(recipe, codec),
        recipe.apply(given.labels(), given.size(), rules));
  }

  private Lineage lineage(Recipe how) {
    return Lineage.withoutModel(draw, source.sha256(), Lineage.CLASSIC, how.json(), "");
  }
}
