package dev.variegate.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.base.Sha256;
import dev.variegate.train.layer.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The weights of a training that has ended, with which another one begins.
 *
 * @param place its folder, for messages
 * @param weights of its best epoch
 * @param sha256 of their file
 * @param configuration of that training
 */
public record InitialWeights(
    String place, Snapshot weights, String sha256, JsonNode configuration) {

  /** What both trainings must have in common, as paths into their configurations. */
  private static final List<String> SAME =
      List.of("/family", "/settings", "/shape", "/bundle/labels", "/options/seed");

  /**
   * Reads them.
   *
   * @param place what messages call the folder
   * @throws TrainingException if the folder has none
   */
  public static InitialWeights read(TrainingFolder folder, String place) {
    try {
      var weights = folder.read(TrainedBundle.WEIGHTS);
      var text = folder.read(TrainedBundle.CONFIGURATION);
      if (weights.isEmpty() || text.isEmpty()) {
        throw new TrainingException(
            "initFrom \"%s\" has no %s but must be the folder of a bundle that a trainer wrote; let that training end first"
                .formatted(
                    place,
                    weights.isEmpty() ? TrainedBundle.WEIGHTS : TrainedBundle.CONFIGURATION));
      }
      return new InitialWeights(
          place,
          Snapshot.read(TrainedBundle.WEIGHTS, weights.get()),
          Sha256.hex(weights.get()),
          tree(new String(text.get(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new TrainingException(
          "initFrom \"%s\" cannot be read: %s; check its file system"
              .formatted(place, e.getMessage()),
          e);
    }
  }

  private static JsonNode tree(String configuration) {
    return Json.readYaml(
        configuration, Source.of(TrainedBundle.CONFIGURATION, IllegalArgumentException::new));
  }

  /**
   * Refuses those of another kind of model.
   *
   * @throws TrainingException naming what differs
   */
  void require(String other) {
    var wanted = tree(other);
    for (var path : SAME) {
      if (!configuration.at(path).equals(wanted.at(path))) {
        throw new TrainingException(
            "initFrom \"%s\" was trained with %s %s but this training has %s; make them equal"
                .formatted(
                    place,
                    path.substring(1).replace('/', ' '),
                    configuration.at(path),
                    wanted.at(path)));
      }
    }
  }
}
