package dev.variegate.policy.text;

import static dev.variegate.recipe.ParameterTree.PROBABILITY;
import static dev.variegate.recipe.ParameterTree.WEIGHT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.ForeignNames;
import dev.variegate.base.Json;
import dev.variegate.base.SourceLocation;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.policy.PolicyStep.SomeOf;
import dev.variegate.recipe.Operations;
import dev.variegate.recipe.ParameterTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a policy from a YAML or JSON tree, with a message for each way in which the tree can be
 * wrong.
 */
public final class PolicyReader {

  public static final String ONE_OF = "one-of";
  public static final String SEQUENCE = "sequence";
  public static final String SOME_OF = "some-of";
  public static final String NUMBER = "number";

  private static final Set<String> STEP_KEYS = Set.of(PROBABILITY);
  private static final Set<String> OPTION_KEYS = Set.of(PROBABILITY, WEIGHT);

  /** As deep as nobody nests by hand, and far below what a stack holds. */
  private static final int MAX_DEPTH = 16;

  private PolicyReader() {}

  static Policy read(String text, String where) {
    var top = new SourceLocation("Policy", "", where);
    var tree = Json.readEither(text, top.source());
    if (!tree.isObject()) {
      throw top.error(
          "is %s but must have the keys name and steps; write steps: and list them"
              .formatted(tree.isMissingNode() || tree.isNull() ? "empty" : tree));
    }
    var policy = top.value("", tree).only(List.of("name", "steps"));
    var name = policy.at("name").ifGiven(ConfigNode::anyText).orElse("unnamed");
    var steps = steps(tree.path("steps"), "steps", top);
    return new Policy(name, steps);
  }

  /** A list of at least one step. */
  private static List<PolicyStep> steps(JsonNode list, String word, SourceLocation place) {
    requireList(list, word, place);
    var steps = new ArrayList<PolicyStep>();
    for (var entry : list) {
      steps.add(step(entry, STEP_KEYS, place.inside(steps.size() + 1)));
    }
    return steps;
  }

  private static List<Option> options(JsonNode list, String word, SourceLocation place) {
    requireList(list, word, place);
    var options = new ArrayList<Option>();
    for (var entry : list) {
      var inside = place.inside(options.size() + 1);
      var step = step(entry, OPTION_KEYS, inside);
      double weight = number(entry, WEIGHT, inside);
      options.add(inside.checked(() -> new Option(step, weight)));
    }
    return options;
  }

  private static PolicyStep step(JsonNode entry, Set<String> keys, SourceLocation place) {
    if (place.depth() > MAX_DEPTH) {
      throw place.error(
          "is nested %d deep but must be at most %d; write the steps one after the other"
              .formatted(place.depth(), MAX_DEPTH));
    }
    if (entry.isTextual()) {
      var defaults = JsonNodeFactory.instance.objectNode();
      defaults.putObject(entry.textValue());
      return step(defaults, keys, place);
    }
    if (!entry.isObject()) {
      throw place.error(
          "is %s but must be an operation; write - flip or - rotate: {degrees: 15}"
              .formatted(entry));
    }
    var word = word(entry, keys, place);
    double probability = number(entry, PROBABILITY, place);
    return word.equals(SOME_OF)
        ? someOf(entry, probability, place)
        : step(word, entry.get(word), probability, place);
  }

  private static PolicyStep someOf(JsonNode entry, double probability, SourceLocation place) {
    var options = options(entry.get(SOME_OF), SOME_OF, place);
    var number = ParameterTree.range(place.value(NUMBER, entry.path(NUMBER)));
    return place.checked(() -> new SomeOf(options, number, probability));
  }

  private static PolicyStep step(
      String word, JsonNode value, double probability, SourceLocation place) {
    switch (word) {
      case ONE_OF -> {
        var options = options(value, ONE_OF, place);
        return place.checked(() -> new OneOf(options, probability));
      }
      case SEQUENCE -> {
        var steps = steps(value, SEQUENCE, place);
        return place.checked(() -> new Sequence(steps, probability));
      }
      case AutomaticPolicies.RAND_AUGMENT,
          AutomaticPolicies.TRIVIAL_AUGMENT_WIDE,
          AutomaticPolicies.AUTO_AUGMENT -> {
        return AutomaticPolicies.read(word, value, probability, place);
      }
      default -> {
        var operation = Operations.read(word, value, place);
        return place.checked(() -> new Single(operation, probability));
      }
    }
  }

  /** The one key of a step that names what it does. */
  private static String word(JsonNode entry, Set<String> keys, SourceLocation place) {
    var known = new TreeSet<>(Operations.words());
    known.addAll(Set.of(ONE_OF, SEQUENCE, SOME_OF));
    known.addAll(AutomaticPolicies.WORDS);
    var words = new ArrayList<String>();
    entry.fieldNames().forEachRemaining(words::add);
    words.removeAll(keys);
    if (words.contains(SOME_OF)) {
      words.remove(NUMBER);
    }
    var operations = new ArrayList<>(words);
    operations.removeIf(word -> ForeignNames.find(word).stream().anyMatch(keys::contains));
    var strange = words.stream().filter(word -> !known.contains(word)).findFirst();
    if (operations.size() == 1 && !known.contains(operations.get(0))) {
      throw place.error(
          "names the operation \"%s\"; %s"
              .formatted(operations.get(0), DidYouMean.among(operations.get(0), known)));
    } else if (strange.isPresent()) {
      throw place.value("", entry).unknown(strange.get(), keys);
    } else if (words.isEmpty()) {
      throw place.error("names no operation but must name one; add it, such as flip: {}");
    } else if (words.size() > 1) {
      throw place.error(
          "names %d operations (%s) but must name one; make each a step of its own"
              .formatted(words.size(), String.join(", ", words)));
    }
    return words.get(0);
  }

  private static double number(JsonNode entry, String key, SourceLocation place) {
    return place.value(key, entry.path(key)).ifGiven(ConfigNode::number).orElse(1.0);
  }

  private static void requireList(JsonNode list, String word, SourceLocation place) {
    if (!list.isArray() || list.isEmpty()) {
      var given = list.isMissingNode() ? "no " + word : "%s: %s".formatted(word, list);
      throw place.error(
          "has %s but must have a list of at least one entry; write %s: and below it - flip"
              .formatted(given, word));
    }
  }
}
