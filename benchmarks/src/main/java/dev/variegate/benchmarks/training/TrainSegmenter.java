package dev.variegate.benchmarks.training;

import dev.variegate.base.Sha256;
import dev.variegate.model.TrainingAssembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a segmenter of streets on CamVid (Brostow et al., "Semantic object classes in video",
 * 2009) and writes it as a model bundle, which is whole after each epoch.
 */
public final class TrainSegmenter {

  private static final Logger LOG = LoggerFactory.getLogger(TrainSegmenter.class);

  /** The classes of the masks, in the order of their values; those above are void. */
  private static final List<String> CLASSES =
      List.of(
          "sky",
          "building",
          "pole",
          "road",
          "pavement",
          "tree",
          "sign",
          "fence",
          "car",
          "pedestrian",
          "cyclist");

  /** The sequence of CamVid that is left for testing. */
  private static final String HELD_OUT = "Seq05VD";

  private static final String NETWORK = "segmenter.onnx";

  private TrainSegmenter() {}

  /** Arguments: the folder with image and label, the bundle's folder, the number of epochs. */
  public static void main(String[] args) throws IOException {
    TrainingAssembly.require("Training");
    var images = MaskedImages.read(Path.of(args[0]), HELD_OUT);
    var folder = Path.of(args[1]);
    int epochs = Integer.parseInt(args[2]);
    LOG.info("Training on {} images of {} for {} epochs", images.count(), images.size(), epochs);
    try (var training = new SegmenterTraining(images, new SegmenterNetwork(CLASSES.size()), 1)) {
      training.run(epochs, () -> save(training.onnx(), folder));
    }
    LOG.info("The bundle is in {}", folder);
  }

  private static void save(byte[] network, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(NETWORK), network);
      Files.writeString(folder.resolve("model.yaml"), description(Sha256.hex(network)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the bundle to %s; check the folder".formatted(folder), e);
    }
  }

  private static String description(String sha256) {
    return """
        name: street-segmenter
        version: "1"
        task: segment
        family: u-net
        engine: onnx
        license: CC-BY-NC-4.0
        labels: [%s]
        batch: 4
        files:
          - {path: %s, sha256: %s}
        inputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 3, -1, -1], layout: NCHW, channels: rgb, range: [0, 1], multiple: %d, size: [480, 352]}
        outputs:
          - {name: logits, meaning: segmentation, type: float32, shape: [-1, %d, -1, -1], layout: NCHW, form: logits}
        """
        .formatted(
            String.join(", ", CLASSES), NETWORK, sha256, SegmenterNetwork.MULTIPLE, CLASSES.size());
  }
}
