package dev.variegate.policy.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.policy.text.PolicyReader;
import dev.variegate.recipe.ParameterTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Albumentations writes with {@code to_dict} as JSON, of versions 1.3 to 2.0.8, into a
 * policy. Every transform and every parameter that does not come along, or not exactly, is named.
 *
 * <p>Reference: the parameters' names and meanings as that library (MIT license) documents them.
 */
public final class AlbumentationsImport {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<String> differences = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private AlbumentationsImport() {}

  /**
   * Reads one pipeline.
   *
   * @param json an object with the key {@code transform}, or the transform itself
   * @param where the file that holds the text, for messages
   * @throws IllegalArgumentException if it is none, or nothing of it could be carried over
   */
  public static ImportedPolicy read(String json, String where) {
    var top = new SourceLocation("Albumentations pipeline", "", where);
    var tree = Json.read(json, top.source());
    var root = tree.has("transform") ? tree.get("transform") : tree;
    if (!root.has(AlbumentationsParams.CLASS)) {
      throw top.error(
          "has no \"__class_fullname__\" but must be what albumentations.to_dict gives; write that as JSON");
    }
    return new AlbumentationsImport().imported(root, where);
  }

  private ImportedPolicy imported(JsonNode root, String where) {
    var steps = NODES.arrayNode();
    step(root, false).ifPresent(steps::add);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "Albumentations pipeline in %s has nothing that could be carried over: %s; write a policy by hand"
              .formatted(where, String.join(" ", missing)));
    }
    var policy = NODES.objectNode().put("name", "albumentations");
    policy.set("steps", steps);
    return new ImportedPolicy(PolicyFile.read(Json.json(policy), where), differences, missing);
  }

  /** One entry; inside a choice its probability is a weight. */
  private Optional<ObjectNode> step(JsonNode node, boolean chosen) {
    var params = new AlbumentationsParams(node);
    var made =
        switch (params.name()) {
          case "Compose", "Sequential" -> composed(node);
          case "OneOf" -> list(node, PolicyReader.ONE_OF, true);
          case "SomeOf", "OneOrOther" -> some(node, params);
          default -> transform(params);
        };
    boolean always = node.path("always_apply").asBoolean(false) && !chosen;
    double probability = always ? 1 : node.path("p").asDouble(1);
    if (chosen) {
      made = probability == 0 ? Optional.empty() : made;
      made.ifPresent(step -> step.put(ParameterTree.WEIGHT, probability));
    } else if (probability != 1) {
      made.ifPresent(step -> step.put(ParameterTree.PROBABILITY, probability));
    }
    return made;
  }

  /** What it says of shapes is said by a stage here, not by a policy. */
  private Optional<ObjectNode> composed(JsonNode node) {
    for (var name : List.of("bbox_params", "keypoint_params", "additional_targets")) {
      if (!node.path(name).isEmpty()) {
        differences.add(
            "Compose: %s is not carried over, set the Params of labels on the stage."
                .formatted(name));
      }
    }
    return list(node, PolicyReader.SEQUENCE, false);
  }

  private Optional<ObjectNode> list(JsonNode node, String word, boolean chosen) {
    var entries = entries(node, chosen);
    var made = NODES.objectNode();
    made.set(word, entries);
    return entries.isEmpty() ? Optional.empty() : Optional.of(made);
  }

  private ArrayNode entries(JsonNode node, boolean chosen) {
    var entries = NODES.arrayNode();
    for (var entry : node.path("transforms")) {
      step(entry, chosen).ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<ObjectNode> some(JsonNode node, AlbumentationsParams params) {
    if (params.name().equals("OneOrOther")) {
      return list(node, PolicyReader.ONE_OF, true);
    }
    if (node.path("replace").asBoolean(false)) {
      differences.add("SomeOf: draws no entry twice, where there it may.");
    }
    var made = list(node, PolicyReader.SOME_OF, true);
    made.ifPresent(
        step -> {
          int most = step.get(PolicyReader.SOME_OF).size();
          double number = Math.min(most, node.path("n").asDouble(1));
          step.set(PolicyReader.NUMBER, AlbumentationsParams.node(number));
        });
    return made;
  }

  private Optional<ObjectNode> transform(AlbumentationsParams params) {
    var rule = AlbumentationsTable.of(params.name());
    if (rule.isEmpty()) {
      missing.add("%s: no such operation here.".formatted(params.name()));
      return Optional.empty();
    }
    var made = rule.get().step(params);
    params.left().forEach(name -> params.differs("%s is not carried over".formatted(name)));
    params
        .differences()
        .forEach(difference -> differences.add("%s: %s.".formatted(params.name(), difference)));
    return Optional.of(made);
  }
}
