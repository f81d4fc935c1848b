package dev.variegate.train;

import dev.variegate.train.layer.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The checkpoints of one training, of which the last two stay.
 *
 * @param configuration of all that decides what is trained; a checkpoint of another is refused
 */
record Checkpoints(TrainingFolder folder, String configuration) {

  private static final String PREFIX = "checkpoint-";
  private static final String SUFFIX = ".safetensors";
  private static final String CONFIGURATION = "configuration";
  private static final int KEPT = 2;

  /**
   * The latest.
   *
   * @throws TrainingException if it is of another configuration
   */
  Optional<Snapshot> latest() throws IOException {
    var names = names();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var name = names.get(names.size() - 1);
    var read = folder.read(name).map(bytes -> Snapshot.read(name, bytes));
    read.ifPresent(snapshot -> require(name, snapshot.text(CONFIGURATION)));
    return read;
  }

  private void require(String name, String other) {
    if (other.equals(configuration)) {
      return;
    }
    var here = configuration.lines().toList();
    var there = other.lines().toList();
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      var now = i < here.size() ? here.get(i) : "nothing";
      var then = i < there.size() ? there.get(i) : "nothing";
      if (!now.equals(then)) {
        throw new TrainingException(
            "%s has \"%s\" but this training has \"%s\"; train into another folder, or delete the checkpoints in this one"
                .formatted(name, then, now));
      }
    }
  }

  /** Writes one, then deletes those before the last two. */
  void save(int epoch, Snapshot snapshot) throws IOException {
    snapshot.text(CONFIGURATION, configuration);
    folder.write(String.format(Locale.ROOT, "%s%06d%s", PREFIX, epoch, SUFFIX), snapshot.bytes());
    var names = names();
    for (var name : names.subList(0, Math.max(0, names.size() - KEPT))) {
      folder.delete(name);
    }
  }

  private List<String> names() throws IOException {
    return folder.names().stream()
        .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
        .sorted()
        .toList();
  }
}
