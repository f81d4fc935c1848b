package dev.variegate.generate;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.policy.Copy;
import dev.variegate.policy.Lineage;

/** A picture that a model made, and how. Whoever asked for it closes it. */
public record Sample(Image image, Lineage lineage) implements AutoCloseable {

  /** The picture encoded, with its lineage completed by the encoding. */
  public Copy encode(ImageCodec codec, Encoding encoding) {
    var encoded =
        new Lineage(
            lineage.sourceKey(),
            lineage.sourceSha256(),
            lineage.copy(),
            lineage.method(),
            lineage.steps(),
            lineage.seed(),
            lineage.model(),
            lineage.modelVersion(),
            lineage.modelSha256(),
            lineage.licence(),
            encoding.toString(),
            lineage.software());
    return new Copy(codec.encode(image, encoding), encoded);
  }

  @Override
  public void close() {
    image.close();
  }
}
