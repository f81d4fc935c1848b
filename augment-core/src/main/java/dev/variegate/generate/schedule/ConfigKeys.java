package dev.variegate.generate.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ConfigNode.Source;
import dev.variegate.base.Json;
import dev.variegate.model.BadModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** The keys of one {@code scheduler_config.json}. */
record ConfigKeys(ConfigNode file) {

  static final String CLASS = "_class_name";

  /** Reads the file; other keys that start with "_" are diffusers' own notes. */
  static ConfigKeys parse(String json, String where, Set<String> known) {
    var source = Source.of(where, BadModelException::new);
    var file =
        ConfigNode.root(
            Json.readPython(json, source), "{\"_class_name\": \"DDIMScheduler\"}", source);
    ((ObjectNode) file.tree()).remove(file.keys().stream().filter(ConfigKeys::isNote).toList());
    var keys = new ArrayList<>(known);
    keys.add(CLASS);
    return new ConfigKeys(file.only(keys));
  }

  private static boolean isNote(String key) {
    return key.startsWith("_") && !key.equals(CLASS);
  }

  ConfigNode at(String key) {
    return file.at(key);
  }

  /** Refuses a key that asks for what is not made, so that no image silently differs. */
  void requireIfGiven(String key, String only) {
    var given = at(key).ifGiven(value -> value.tree().asText()).orElse(only);
    if (!given.equals(only)) {
      throw at(key)
          .error(
              "is %s, only %s is supported; set it so, or ask for another scheduler"
                  .formatted(given, only));
    }
  }

  double number(String key, double otherwise) {
    return number(key).orElse(otherwise);
  }

  /** A number; a limit of minus infinity is none, as Python writes it. */
  OptionalDouble number(String key) {
    return at(key).ifGiven(ConfigKeys::limit).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble limit(ConfigNode value) {
    return value.tree().doubleValue() == Double.NEGATIVE_INFINITY
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.number());
  }

  boolean flag(String key, boolean otherwise) {
    return at(key).ifGiven(ConfigNode::flag).orElse(otherwise);
  }

  /** A word of an enum, which the file writes in lower case with underscores. */
  <E extends Enum<E>> E word(String key, E otherwise) {
    var known = List.of(otherwise.getDeclaringClass().getEnumConstants());
    return at(key)
        .ifGiven(value -> value.word(known, word -> word.name().toLowerCase(Locale.ROOT)))
        .orElse(otherwise);
  }
}
