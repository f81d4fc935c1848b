package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.ConfigNode;
import dev.variegate.base.ForeignNames;
import dev.variegate.base.KebabCase;
import dev.variegate.op.Reference;
import dev.variegate.random.Range;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parameters by name as a tree: a range is a number or {@code [low, high]}, a constant its word, a
 * reference its name and hash.
 */
public final class ParameterTree {

  /** What stands beside an operation, not inside it. */
  public static final String PROBABILITY = "probability";

  public static final String WEIGHT = "weight";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ParameterTree() {}

  public static ObjectNode write(Map<String, Object> values) {
    var tree = NODES.objectNode();
    values.forEach((name, value) -> tree.set(name, write(value)));
    return tree;
  }

  /** One value; exact, for Java writes each double so that it is read back to the last bit. */
  public static JsonNode write(Object value) {
    if (value instanceof Range range) {
      return range.low() == range.high()
          ? NODES.numberNode(range.low())
          : NODES.arrayNode().add(range.low()).add(range.high());
    } else if (value instanceof Enum<?> constant) {
      return NODES.textNode(KebabCase.kebab(constant));
    } else if (value instanceof Double number) {
      return NODES.numberNode(number);
    } else if (value instanceof Integer number) {
      return NODES.numberNode(number);
    } else if (value instanceof Long number) {
      return NODES.numberNode(number);
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof String text) {
      return NODES.textNode(text);
    } else if (value instanceof Reference reference) {
      return NODES.objectNode().put("name", reference.name()).put("sha256", reference.sha256());
    }
    throw new IllegalArgumentException(
        "%s is a %s but must be a number, range, word, text, truth value or reference to be written; use one of them"
            .formatted(value, value.getClass().getName()));
  }

  /** The values that the tree gives, each of its type; a name that is not known is refused. */
  public static Map<String, Object> read(ConfigNode tree, Map<String, Class<?>> types) {
    var names = tree.keys();
    names.stream()
        .filter(name -> !types.containsKey(name))
        .forEach(name -> refuseOfStep(tree, name));
    return values(tree.only(types.keySet()), names, types);
  }

  /** As {@link #read}, with none left out. */
  public static Map<String, Object> readAll(ConfigNode tree, Map<String, Class<?>> types) {
    return values(tree.only(types.keySet()), types.keySet(), types);
  }

  private static Map<String, Object> values(
      ConfigNode tree, Collection<String> names, Map<String, Class<?>> types) {
    var values = new LinkedHashMap<String, Object>();
    names.forEach(name -> values.put(name, value(tree.at(name), types.get(name))));
    return values;
  }

  /** Says what to do with a name that belongs to the step, as Albumentations' p does here. */
  private static void refuseOfStep(ConfigNode tree, String name) {
    Stream.concat(Stream.of(name), ForeignNames.find(name).stream())
        .filter(List.of(PROBABILITY, WEIGHT)::contains)
        .findFirst()
        .ifPresent(
            key -> {
              throw tree.at(name)
                  .error("is unknown; write %s beside the operation, not inside it".formatted(key));
            });
  }

  private static Object value(ConfigNode given, Class<?> type) {
    if (type == Range.class) {
      return range(given);
    } else if (type == double.class) {
      return given.number();
    } else if (type == int.class) {
      return given.whole();
    } else if (type == long.class) {
      return given.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == boolean.class) {
      return given.flag();
    } else if (type == String.class) {
      return given.anyText();
    } else if (type == Reference.class) {
      given.only(List.of("name", "sha256"));
      return Reference.named(given.at("name").anyText(), given.at("sha256").anyText());
    } else if (type.isEnum()) {
      return given.word(List.of(type.getEnumConstants()), word -> KebabCase.kebab((Enum<?>) word));
    }
    throw new IllegalStateException(
        "%s has type %s, which no file can hold".formatted(given, type));
  }

  /** A number or the two ends of a range. */
  public static Range range(ConfigNode given) {
    var tree = given.tree();
    boolean ends =
        tree.isArray() && tree.size() == 2 && tree.get(0).isNumber() && tree.get(1).isNumber();
    given.require(tree.isNumber() || ends, "a number or [low, high]");
    if (!ends) {
      return Range.fixed(given.number());
    }
    var numbers = given.numbers();
    given.require(numbers.get(0) <= numbers.get(1), "[low, high] with low at most high");
    return Range.of(numbers.get(0), numbers.get(1));
  }
}
