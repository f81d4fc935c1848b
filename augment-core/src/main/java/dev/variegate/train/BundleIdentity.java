package dev.variegate.train;

import dev.variegate.base.Json;
import dev.variegate.base.Sha256;
import dev.variegate.model.ModelDescription.TrainingOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a trained bundle is called.
 *
 * @param license SPDX name of the license that the training images ask for; "" where none is stated
 * @param labels the names of the classes, in the order of their indexes
 */
public record BundleIdentity(String name, String version, String license, List<String> labels) {

  private static final int BATCH = 64;

  public BundleIdentity {
    labels = List.copyOf(labels);
  }

  /** The text of {@code model.yaml}. */
  String description(
      TrainableModel.Family family, TrainingOrigin origin, List<TrainedNetwork> networks) {
    return description(family, family.task(), origin, networks);
  }

  /** The same of what is beside the model. */
  String description(
      TrainableModel.Family family, TrainingOrigin origin, TrainableModel.Companion companion) {
    var named = new BundleIdentity(name + "-" + companion.folder(), version, license, labels);
    return named.description(family, companion.task(), origin, List.of(companion.network()));
  }

  private String description(
      TrainableModel.Family family,
      String task,
      TrainingOrigin origin,
      List<TrainedNetwork> networks) {
    var text = new LinkedHashMap<String, Object>();
    text.put("name", name);
    text.put("version", version);
    text.put("task", task);
    text.put("family", family.name());
    text.put("engine", "onnx");
    if (!license.isEmpty()) {
      text.put("license", license);
    }
    if (!labels.isEmpty()) {
      text.put("labels", labels);
    }
    text.put("batch", BATCH);
    text.put("training", training(origin));
    text.put(
        "files",
        Stream.concat(
                networks.stream().map(of -> file(of.file(), of.onnx())),
                new TreeMap<>(family.files())
                    .entrySet().stream().map(of -> file(of.getKey(), of.getValue())))
            .toList());
    text.put("networks", networks.stream().map(BundleIdentity::network).toList());
    return Json.yaml(text);
  }

  private static Map<String, Object> training(TrainingOrigin origin) {
    var text = new LinkedHashMap<String, Object>();
    text.put("images", origin.images());
    text.put("sha256", origin.sha256());
    text.put("seed", origin.seed());
    text.put("epochs", origin.epochs());
    text.put("best-epoch", origin.bestEpoch());
    origin.validationLoss().ifPresent(loss -> text.put("validation-loss", loss));
    return text;
  }

  private static Map<String, Object> network(TrainedNetwork of) {
    var text = new LinkedHashMap<String, Object>();
    text.put("role", of.role());
    text.put("file", of.file());
    text.put("inputs", of.inputs());
    text.put("outputs", of.outputs());
    return text;
  }

  private static Map<String, Object> file(String name, byte[] content) {
    var text = new LinkedHashMap<String, Object>();
    text.put("path", name);
    text.put("sha256", Sha256.hex(content));
    return text;
  }
}
