package dev.variegate.model;

import dev.variegate.base.ConfigNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a model that was trained here comes from, the key {@code training} of its description.
 *
 * @param images trained on and held out
 * @param sha256 of all images and their classes, whatever their order
 * @param seed of the training
 * @param epochs that it ran
 * @param bestEpoch whose weights the model has, counted from 1
 * @param validationLoss its loss of the held-out images, where it is measured
 */
public record TrainingOrigin(
    int images,
    String sha256,
    long seed,
    int epochs,
    int bestEpoch,
    OptionalDouble validationLoss) {

  static final List<String> KEYS =
      List.of("images", "sha256", "seed", "epochs", "best-epoch", "validation-loss");

  static TrainingOrigin read(ConfigNode fields) {
    return new TrainingOrigin(
        fields.at("images").whole(1, Integer.MAX_VALUE),
        fields.at("sha256").text(),
        fields.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        fields.at("epochs").whole(1, Integer.MAX_VALUE),
        fields.at("best-epoch").whole(1, Integer.MAX_VALUE),
        fields
            .at("validation-loss")
            .ifGiven(ConfigNode::number)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()));
  }

  /** As {@code model.yaml} has it. */
  public Map<String, Object> yaml() {
    var text = new LinkedHashMap<String, Object>();
    text.put("images", images);
    text.put("sha256", sha256);
    text.put("seed", seed);
    text.put("epochs", epochs);
    text.put("best-epoch", bestEpoch);
    validationLoss.ifPresent(loss -> text.put("validation-loss", loss));
    return text;
  }
}
