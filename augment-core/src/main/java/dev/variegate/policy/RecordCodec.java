package dev.variegate.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.op.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a record of numbers, words and ranges as a tree and reads it back exactly.
 *
 * <p>A key is the component's name in kebab-case, as is the word of an enum's constant; a range is
 * a number or {@code [low, high]}.
 */
final class RecordCodec {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private RecordCodec() {}

  /**
   * {@code RandomResizedCrop} as {@code random-resized-crop}, {@code REFLECT_101} as {@code
   * reflect-101}.
   */
  static String kebab(String name) {
    return HUMP.matcher(name).replaceAll("-").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  static List<String> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(c -> kebab(c.getName())).toList();
  }

  static ObjectNode write(Record value) {
    var tree = JsonNodeFactory.instance.objectNode();
    for (var component : value.getClass().getRecordComponents()) {
      tree.set(kebab(component.getName()), writeValue(valueOf(component, value)));
    }
    return tree;
  }

  static JsonNode writeValue(Object value) {
    var nodes = JsonNodeFactory.instance;
    if (value instanceof Range range) {
      return range.low() == range.high()
          ? nodes.numberNode(range.low())
          : nodes.arrayNode().add(range.low()).add(range.high());
    } else if (value instanceof Double number) {
      return nodes.numberNode(number);
    } else if (value instanceof Integer number) {
      return nodes.numberNode(number);
    } else if (value instanceof Long number) {
      return nodes.numberNode(number);
    } else if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    } else if (value instanceof Enum<?> word) {
      return nodes.textNode(kebab(word.name()));
    } else if (value instanceof String text) {
      return nodes.textNode(text);
    } else if (value instanceof Record nested) {
      return write(nested);
    }
    throw new IllegalArgumentException(
        "%s cannot be written to a policy file; use a number, word, range or record of them"
            .formatted(value.getClass().getName()));
  }

  /**
   * Reads a record.
   *
   * @param word how messages call it
   * @param defaults gives the components that the tree leaves out; without it all must be there
   */
  static <T extends Record> T read(
      JsonNode tree, Class<T> type, Optional<? extends Record> defaults, String word, Place place) {
    requireKnownKeys(tree, keys(type), word, place);
    var components = type.getRecordComponents();
    var values = new ArrayList<Object>();
    for (var component : components) {
      var key = kebab(component.getName());
      var given = tree.get(key);
      if (given != null) {
        values.add(new ValueReader(word + " " + key, place).read(given, component.getType()));
      } else {
        values.add(valueOf(component, defaults.orElseThrow(() -> lacking(key, word, place))));
      }
    }
    return create(type, components, values, place);
  }

  private static IllegalArgumentException lacking(String key, String word, Place place) {
    return place.error(
        "lacks the parameter \"%s\" of %s, must have it; add it".formatted(key, word));
  }

  private static void requireKnownKeys(
      JsonNode tree, List<String> known, String word, Place place) {
    if (!tree.isObject()) {
      throw place.error(
          "gives %s the value %s, must be its parameters by name; write %s: {%s}"
              .formatted(word, tree, word, known.isEmpty() ? "" : known.get(0) + ": ..."));
    }
    for (var key : tree.properties()) {
      if (!known.contains(key.getKey())) {
        throw place.error(
            "gives %s the parameter \"%s\"; %s"
                .formatted(
                    word,
                    key.getKey(),
                    known.isEmpty()
                        ? "it has none, remove it"
                        : DidYouMean.among(key.getKey(), known)));
      }
    }
  }

  private static Object valueOf(RecordComponent component, Record value) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's component can always be read", e);
    }
  }

  private static <T extends Record> T create(
      Class<T> type, RecordComponent[] components, List<Object> values, Place place) {
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw place.refused(refused);
      }
      throw new IllegalStateException("%s failed on %s".formatted(type, values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record always has its canonical constructor", e);
    }
  }
}
