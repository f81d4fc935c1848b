package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import java.util.List;
import java.util.Optional;

/**
 * Makes new images from given ones, as style transfer, inpainting and super-resolution do.
 *
 * <p>A request alone fixes its result, bit for bit: neither its neighbors nor the cut into lists
 * change it. Thread-safe.
 */
public interface ImageGenerator extends AutoCloseable {

  /**
   * One result for each request, in order; the caller closes them, and the images it gave.
   *
   * @throws IllegalArgumentException if an image cannot be used; nothing is left open then. Asked
   *     again with each image alone, the others are made
   */
  List<Sample> make(List<ImageRequest> requests);

  /**
   * Reproduces the image of a lineage, bit for bit on the same software.
   *
   * @param image the source, or where the lineage is of a later method of a chain, what the method
   *     before it has made; it stays open, as the companion does
   * @throws IllegalArgumentException if the lineage is of another model, source or setting
   */
  default Sample replay(Image image, Optional<Image> companion, Lineage lineage) {
    var request = new ImageRequest(image, lineage.sourceSha256(), lineage.draw(), companion);
    var sample = make(List.of(request)).get(0);
    var made = sample.lineage();
    if (!made.method().equals(lineage.method())
        || !made.modelSha256().equals(lineage.modelSha256())
        || !made.ownSteps().equals(lineage.ownSteps())) {
      sample.close();
      throw new IllegalArgumentException(
          "Lineage of copy %d of %s has the model %s and the steps %s but must have %s and %s to be replayed here; open the same model with the same settings"
              .formatted(
                  lineage.copy(),
                  lineage.sourceKey(),
                  lineage.modelSha256(),
                  lineage.ownSteps(),
                  made.modelSha256(),
                  made.ownSteps()));
    }
    return new Sample(sample.image(), lineage, sample.annotations());
  }

  /** The number of requests that fills whole runs of the network; any other number is allowed. */
  int batch();

  @Override
  void close();
}
