package dev.variegate.generate.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final ObjectMapper JSON = new ObjectMapper();

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
    var label = step(lineage).path(LABEL);
    if (label.isMissingNode() || label.isTextual()) {
      return label.asText();
    }
    throw new IllegalArgumentException(message(lineage));
  }

  /** A number of the step, if it is there. */
  static OptionalDouble number(Lineage lineage, String key) {
    var number = step(lineage).path(key);
    if (number.isMissingNode()) {
      return OptionalDouble.empty();
    }
    if (number.isNumber()) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw new IllegalArgumentException(message(lineage));
  }

  static JsonNode step(Lineage lineage) {
    try {
      var step = JSON.readTree(lineage.steps()).at("/0/sample");
      if (step.isObject()) {
        return step;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(message(lineage), e);
    }
    throw new IllegalArgumentException(message(lineage));
  }

  private static String message(Lineage lineage) {
    return "Lineage has the steps \"%s\" but must be [{\"sample\":{\"label\":...}}]; give the lineage of a sample"
        .formatted(lineage.steps());
  }
}
