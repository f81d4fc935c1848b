package dev.variegate.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.policy.Lineage;

/** The step of a sampler as it stands in a lineage: {@code [{"sample":{"label":"coat"}}]}. */
final class SampleSteps {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleSteps() {}

  static String of(String label) {
    var steps = JsonNodeFactory.instance.arrayNode();
    steps.addObject().putObject("sample").put("label", label);
    return steps.toString();
  }

  static String label(Lineage lineage) {
    try {
      var label = JSON.readTree(lineage.steps()).at("/0/sample/label");
      if (label.isTextual()) {
        return label.textValue();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(message(lineage), e);
    }
    throw new IllegalArgumentException(message(lineage));
  }

  private static String message(Lineage lineage) {
    return "Lineage has the steps \"%s\", must be [{\"sample\":{\"label\":...}}]; give the lineage of a sample"
        .formatted(lineage.steps());
  }
}
