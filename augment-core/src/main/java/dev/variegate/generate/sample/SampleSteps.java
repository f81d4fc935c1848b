package dev.variegate.generate.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.ModelBundle;
import java.util.OptionalDouble;

/**
 * Reads the step of a sampler out of a lineage: {@code [{"sample":{"label":"coat"}}]}. A model
 * without classes has no label there.
 */
final class SampleSteps {

  static final String TRUNCATION = "truncation";

  private static final String LABEL = "label";
  private static final Source STEPS =
      Source.of("Steps of a lineage", IllegalArgumentException::new);

  private SampleSteps() {}

  /** Writes the class into a step; "" for none. */
  static void note(ObjectNode step, String label) {
    if (!label.isEmpty()) {
      step.put(LABEL, label);
    }
  }

  /**
   * Refuses a lineage that is not of a sample of this bundle.
   *
   * @throws IllegalArgumentException naming both sides
   */
  static void requireOf(ModelBundle bundle, Lineage lineage) {
    if (!lineage.method().equals(Lineage.SAMPLE)) {
      throw new IllegalArgumentException(
          "Lineage is of method \"%s\" but must be \"%s\"; replay it with what made it"
              .formatted(lineage.method(), Lineage.SAMPLE));
    }
    if (!lineage.modelSha256().equals(bundle.sha256())) {
      throw new IllegalArgumentException(
          "Lineage is of model %s %s with SHA-256 %s, this is %s with %s; open the bundle it was made by"
              .formatted(
                  lineage.model(),
                  lineage.modelVersion(),
                  lineage.modelSha256(),
                  bundle.description().title(),
                  bundle.sha256()));
    }
  }

  /** The class that was asked for; "" for none. */
  static String label(Lineage lineage) {
    return step(lineage).at(LABEL).ifGiven(ConfigNode::anyText).orElse("");
  }

  /** A number of the step, if it is there. */
  static OptionalDouble number(Lineage lineage, String key) {
    return step(lineage)
        .at(key)
        .ifGiven(number -> OptionalDouble.of(number.number()))
        .orElse(OptionalDouble.empty());
  }

  static ConfigNode step(Lineage lineage) {
    var tree = Json.read(lineage.ownSteps(), STEPS).path(0).path(Lineage.SAMPLE);
    var step = new ConfigNode(tree, Lineage.SAMPLE, STEPS);
    step.require(tree.isObject(), "what a sampler wrote, {\"label\": ...}");
    return step;
  }
}
