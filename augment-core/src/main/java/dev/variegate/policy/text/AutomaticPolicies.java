package dev.variegate.policy.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.SourceLocation;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.auto.AutoAugment;
import dev.variegate.policy.auto.AutoAugment.Table;
import dev.variegate.policy.auto.RandAugment;
import dev.variegate.policy.auto.TrivialAugmentWide;
import dev.variegate.recipe.ParameterTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of published policies in a policy file; each is read as the steps it stands for. */
public final class AutomaticPolicies {

  static final String RAND_AUGMENT = "rand-augment";
  static final String TRIVIAL_AUGMENT_WIDE = "trivial-augment-wide";
  static final String AUTO_AUGMENT = "auto-augment";
  public static final List<String> WORDS =
      List.of(AUTO_AUGMENT, RAND_AUGMENT, TRIVIAL_AUGMENT_WIDE);

  private AutomaticPolicies() {}

  static PolicyStep read(
      String word, JsonNode parameters, double probability, SourceLocation place) {
    var values = new LinkedHashMap<String, Object>(defaults(word));
    values.putAll(ParameterTree.read(place.value(word, parameters), types(word)));
    var step =
        place.checked(
            () ->
                switch (word) {
                  case RAND_AUGMENT ->
                      RandAugment.of((int) values.get("number"), (double) values.get("magnitude"));
                  case AUTO_AUGMENT -> AutoAugment.of((Table) values.get("table"));
                  default -> TrivialAugmentWide.step();
                });
    return probability == 1 ? step : new Sequence(List.of(step), probability);
  }

  private static Map<String, Class<?>> types(String word) {
    return switch (word) {
      case RAND_AUGMENT -> Map.of("number", int.class, "magnitude", double.class);
      case AUTO_AUGMENT -> Map.of("table", Table.class);
      default -> Map.of();
    };
  }

  private static Map<String, Object> defaults(String word) {
    return switch (word) {
      case RAND_AUGMENT -> Map.of("number", 2, "magnitude", 9.0);
      case AUTO_AUGMENT -> Map.of("table", Table.IMAGENET);
      default -> Map.of();
    };
  }
}
