package dev.variegate.train;

import dev.variegate.base.Sha256;
import dev.variegate.model.DescriptionFile;
import dev.variegate.model.ModelDescription.TrainingOrigin;
import dev.variegate.train.layer.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The bundle of a training. The networks of the best epoch so far have its number in their names
 * until the training ends, so that a second writer of the same training, such as a speculative copy
 * of its task, changes none of them.
 *
 * @param configuration of all that decides what is trained
 */
record TrainedBundle(
    TrainingFolder folder,
    TrainableModel.Family family,
    BundleIdentity identity,
    String configuration) {

  /** The weights of the best epoch, with which another training can begin. */
  static final String WEIGHTS = "weights.safetensors";

  /** All that decided what was trained. */
  static final String CONFIGURATION = "training.yaml";

  private static final String DESCRIPTION = "model.yaml";
  private static final String PREFIX = "best-";

  /** Keeps the networks of an epoch in the place of those before. */
  void keep(int epoch, TrainableModel model, Snapshot weights) throws IOException {
    for (var network : model.networks()) {
      folder.write(best(epoch, network.file()), network.onnx());
    }
    for (var companion : model.companions()) {
      folder.write(best(epoch, companion.file()), companion.network().onnx());
    }
    folder.write(best(epoch, WEIGHTS), weights.bytes());
    deleteBefore(best(epoch, ""));
  }

  private static String best(int epoch, String file) {
    return String.format(Locale.ROOT, "%s%06d-%s", PREFIX, epoch, file.replace('/', '-'));
  }

  private void deleteBefore(String name) throws IOException {
    for (var file : folder.names()) {
      if (file.startsWith(PREFIX) && file.compareTo(name) < 0) {
        folder.delete(file);
      }
    }
  }

  /** What the same training came to, if it has ended. */
  Optional<TrainingResult> finished() throws IOException {
    var description = folder.read(DESCRIPTION);
    var same =
        folder
            .read(CONFIGURATION)
            .filter(bytes -> Arrays.equals(bytes, configuration.getBytes(StandardCharsets.UTF_8)));
    return description.isEmpty() || same.isEmpty()
        ? Optional.empty()
        : Optional.of(result(description.get()));
  }

  private static TrainingResult result(byte[] description) {
    var text = new String(description, StandardCharsets.UTF_8);
    return new TrainingResult(
        Sha256.hex(description), DescriptionFile.read(text, DESCRIPTION).training().orElseThrow());
  }

  /** Gives the networks of the best epoch their names; writes {@code model.yaml} last of all. */
  TrainingResult finish(TrainableModel model, TrainingOrigin origin) throws IOException {
    int best = origin.bestEpoch();
    var networks = new ArrayList<TrainedNetwork>();
    for (var network : model.networks()) {
      networks.add(network.with(named(best, network.file())));
    }
    for (var companion : model.companions()) {
      var network = companion.network().with(named(best, companion.file()));
      var beside = new TrainableModel.Companion(companion.folder(), companion.task(), network);
      write(companion.folder() + "/" + DESCRIPTION, identity.description(family, origin, beside));
    }
    named(best, WEIGHTS);
    for (var file : family.files().entrySet()) {
      folder.write(file.getKey(), file.getValue());
    }
    write(CONFIGURATION, configuration);
    var text = identity.description(family, origin, networks);
    write(DESCRIPTION, text);
    deleteBefore(best(best + 1, ""));
    return result(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] named(int epoch, String file) throws IOException {
    var content = folder.read(best(epoch, file)).orElseThrow();
    folder.write(file, content);
    return content;
  }

  private void write(String file, String text) throws IOException {
    folder.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
