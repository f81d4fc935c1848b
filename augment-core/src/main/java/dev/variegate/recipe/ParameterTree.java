package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.ForeignNames;
import dev.variegate.base.KebabCase;
import dev.variegate.base.SourceLocation;
import dev.variegate.op.Reference;
import dev.variegate.random.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public static Map<String, Object> read(
      JsonNode tree, Map<String, Class<?>> types, String word, SourceLocation place) {
    if (!tree.isObject() && !tree.isNull()) {
      throw place.error(
          "gives %s the value %s, which must be parameters by name; write %s"
              .formatted(word, tree, example(word, types)));
    }
    var values = new LinkedHashMap<String, Object>();
    for (var entry : tree.properties()) {
      var name = entry.getKey();
      if (!types.containsKey(name)) {
        throw place.error(
            "gives %s the parameter \"%s\"; %s"
                .formatted(
                    word,
                    name,
                    ofStep(name)
                        .orElse(
                            types.isEmpty()
                                ? "it has none, remove it"
                                : DidYouMean.among(name, types.keySet()))));
      }
      var reader = new ValueReader(word + " " + name, place);
      values.put(name, reader.read(entry.getValue(), types.get(name)));
    }
    return values;
  }

  /** What to do with a name that belongs to the step, as Albumentations' p does here. */
  private static Optional<String> ofStep(String name) {
    return Stream.concat(Stream.of(name), ForeignNames.find(name).stream())
        .filter(List.of(PROBABILITY, WEIGHT)::contains)
        .findFirst()
        .map(key -> "write %s beside the operation, not inside it".formatted(key));
  }

  /** As {@link #read}, with none left out. */
  public static Map<String, Object> readAll(
      JsonNode tree, Map<String, Class<?>> types, String word, SourceLocation place) {
    var values = read(tree, types, word, place);
    for (var name : types.keySet()) {
      if (!values.containsKey(name)) {
        throw place.error(
            "lacks the \"%s\" of %s but must have %s; pass what was written, unchanged"
                .formatted(name, word, String.join(", ", types.keySet())));
      }
    }
    return values;
  }

  private static String example(String word, Map<String, Class<?>> types) {
    return types.isEmpty()
        ? "%s alone".formatted(word)
        : "%s: {%s: ...}".formatted(word, types.keySet().iterator().next());
  }
}
