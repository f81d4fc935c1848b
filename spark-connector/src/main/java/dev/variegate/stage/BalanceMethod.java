package dev.variegate.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.policy.DidYouMean;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.PolicyFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A way to fill up a class.
 *
 * @param method classic, oversample or sample
 * @param policy JSON of a policy where the method is classic, else ""
 * @param references where the pictures lie that the policy makes others like, as the Param of
 *     {@link ReferenceParams} has it, else ""
 * @param model address of a bundle where the method is sample, else ""
 * @param weight its part of the made pictures, in proportion to the others'
 */
record BalanceMethod(String method, String policy, String references, String model, double weight)
    implements Serializable {

  private static final List<String> METHODS =
      List.of(Lineage.CLASSIC, Lineage.OVERSAMPLE, Lineage.SAMPLE);
  private static final List<String> KEYS =
      List.of("method", "policy", "references", "model", "weight");

  BalanceMethod {
    references = Objects.requireNonNullElse(references, ""); // plans saved before there were any
  }

  /** Reads {@code [{"method": "classic", "policy": ..., "weight": 1}, ...]}. */
  static List<BalanceMethod> parse(String text) {
    var tree = Json.read(text, "methods");
    if (!tree.isArray() || tree.isEmpty()) {
      throw new IllegalArgumentException(
          "methods is %s, must be a list of at least one; write it as [{\"method\": \"oversample\"}]"
              .formatted(tree));
    }
    var methods = new ArrayList<BalanceMethod>();
    for (var entry : tree) {
      methods.add(read(entry, "methods, entry %d,".formatted(methods.size() + 1)));
    }
    return List.copyOf(methods);
  }

  /** Whether it copies pictures that are there. */
  boolean copies() {
    return !method.equals(Lineage.SAMPLE);
  }

  private static BalanceMethod read(JsonNode entry, String where) {
    if (!entry.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s, must be an object; write it as {\"method\": \"oversample\"}"
              .formatted(where, entry));
    }
    entry.fieldNames().forEachRemaining(key -> requireKnown(key, KEYS, where + " has the key"));
    var method = entry.path("method").asText();
    requireKnown(method, METHODS, where + " names the method");
    var policy = policy(needed(entry, "policy", method.equals(Lineage.CLASSIC), where), where);
    return new BalanceMethod(
        method,
        policy,
        references(entry.path("references"), policy, where),
        needed(entry, "model", method.equals(Lineage.SAMPLE), where).asText(),
        weight(entry.path("weight"), where));
  }

  private static JsonNode needed(JsonNode entry, String key, boolean needed, String where) {
    if (needed != entry.has(key)) {
      throw new IllegalArgumentException(
          "%s is \"%s\" and has %s \"%s\", must have %s; %s it"
              .formatted(
                  where,
                  entry.path("method").asText(),
                  needed ? "no" : "a",
                  key,
                  needed ? "one" : "none",
                  needed ? "add" : "remove"));
    }
    return entry.path(key);
  }

  /** A policy is its text, or its tree at once. */
  private static String policy(JsonNode given, String where) {
    if (given.isMissingNode()) {
      return "";
    }
    var text = given.isTextual() ? given.asText() : given.toString();
    return PolicyFile.json(PolicyFile.read(text, where + " key \"policy\""));
  }

  /** One place is its text, several are a list. */
  private static String references(JsonNode given, String policy, String where) {
    var taking =
        policy.isEmpty() ? List.<String>of() : PolicyFile.read(policy, where).takingReferences();
    if (given.isMissingNode() && !taking.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has a policy that makes pictures like references (%s) and no \"references\", must have them; add \"references\": PLACE"
              .formatted(where, String.join(", ", taking)));
    }
    if (!given.isMissingNode() && taking.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has \"references\", must have none where no policy makes pictures like another; remove them, or add an operation such as histogram-matching"
              .formatted(where));
    }
    if (given.isMissingNode()) {
      return "";
    }
    if (!given.isTextual() && !given.isArray()) {
      throw new IllegalArgumentException(
          "%s has the references %s, must be a place or a list of [{\"path\": \"PLACE\", \"weight\": 1}]; correct them"
              .formatted(where, given));
    }
    var text = given.isTextual() ? given.asText() : given.toString();
    Weighted.parse(text, "path", where + " key \"references\"");
    return text;
  }

  private static double weight(JsonNode given, String where) {
    double weight = given.isMissingNode() ? 1 : given.isNumber() ? given.doubleValue() : Double.NaN;
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "%s has the weight %s, must be a number above 0; give 1 to share evenly"
              .formatted(where, given));
    }
    return weight;
  }

  private static void requireKnown(String given, List<String> known, String sentence) {
    if (!known.contains(given)) {
      throw new IllegalArgumentException(
          "%s \"%s\"; %s".formatted(sentence, given, DidYouMean.among(given, known)));
    }
  }
}
