package dev.variegate.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.KebabCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The keys of one mapping of a YAML file, read with their types checked. */
final class YamlFields {

  private final JsonNode node;
  private final String where;
  private final String prefix;

  private YamlFields(JsonNode node, String where, String prefix) {
    this.node = node;
    this.where = where;
    this.prefix = prefix;
  }

  /** The keys of a whole file, which messages call {@code where}. */
  static YamlFields of(JsonNode node, String where) {
    if (!node.isObject()) {
      throw new BadModelException(
          "%s holds no keys but must be a mapping such as \"name: fashion\"; write one"
              .formatted(where));
    }
    return new YamlFields(node, where, "");
  }

  void refuseOthersThan(List<String> known) {
    for (var key : (Iterable<String>) node::fieldNames) {
      if (!known.contains(key)) {
        throw new BadModelException(
            "Unknown key \"%s%s\" in %s; %s"
                .formatted(prefix, key, where, DidYouMean.among(key, known)));
      }
    }
  }

  String text(String key) {
    return textOf(key, required(key, "text"));
  }

  String textOr(String key, String otherwise) {
    return node.has(key) ? text(key) : otherwise;
  }

  int whole(String key) {
    return Math.toIntExact(wholeOf(key, required(key, "a whole number")));
  }

  int wholeOr(String key, int otherwise) {
    return node.has(key) ? whole(key) : otherwise;
  }

  OptionalInt wholeIfThere(String key) {
    return node.has(key) ? OptionalInt.of(whole(key)) : OptionalInt.empty();
  }

  /** A constant written as in Java, such as {@code NCHW}. */
  <E extends Enum<E>> E exactWord(String key, E[] known) {
    var given = text(key);
    return Stream.of(known)
        .filter(constant -> constant.name().equals(given))
        .findFirst()
        .orElseThrow(() -> unknown(key, given, Stream.of(known).map(Enum::name).toList()));
  }

  Optional<Double> number(String key) {
    return Optional.ofNullable(node.get(key)).map(value -> numberOf(key, value));
  }

  <E extends Enum<E>> E word(String key, Class<E> type) {
    var given = text(key);
    return Stream.of(type.getEnumConstants())
        .filter(constant -> KebabCase.kebab(constant).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    key, given, Stream.of(type.getEnumConstants()).map(KebabCase::kebab).toList()));
  }

  BadModelException unknown(String key, String given, List<String> known) {
    return new BadModelException(
        "Key \"%s%s\" in %s has the unknown value \"%s\"; %s"
            .formatted(prefix, key, where, given, DidYouMean.among(given, known)));
  }

  List<String> texts(String key) {
    return list(key, "a list of strings", this::textOf);
  }

  List<Long> wholes(String key) {
    return list(key, "a list of whole numbers", this::wholeOf);
  }

  List<Double> numbers(String key) {
    return list(key, "a list of numbers", this::numberOf);
  }

  List<YamlFields> objects(String key) {
    return list(
        key,
        "a list of mappings",
        (place, value) -> {
          require(value.isObject(), place, value, "a mapping of keys");
          return new YamlFields(value, where, prefix + place + ".");
        });
  }

  List<YamlFields> objectsIfThere(String key) {
    return node.has(key) ? objects(key) : List.of();
  }

  /** Runs the check of a record and says where its values were written if it fails. */
  <T> T check(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      var place = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + " of ";
      throw new BadModelException("%s (in %s%s)".formatted(e.getMessage(), place, where), e);
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  private interface Reader<T> {
    T read(String place, JsonNode value);
  }

  private <T> List<T> list(String key, String rule, Reader<T> reader) {
    var values = required(key, rule);
    require(values.isArray(), key, values, rule);
    var read = new ArrayList<T>();
    for (var value : values) {
      read.add(reader.read("%s[%d]".formatted(key, read.size()), value));
    }
    return List.copyOf(read);
  }

  private JsonNode required(String key, String rule) {
    var value = node.get(key);
    if (value == null) {
      throw new BadModelException(
          "Key \"%s%s\" is missing in %s but must be %s; add it"
              .formatted(prefix, key, where, rule));
    }
    return value;
  }

  private String textOf(String place, JsonNode value) {
    require(value.isTextual() && !value.textValue().isBlank(), place, value, "text in quotes");
    return value.textValue();
  }

  private long wholeOf(String place, JsonNode value) {
    require(value.isIntegralNumber(), place, value, "a whole number");
    require(
        value.canConvertToInt(),
        place,
        value,
        "within %d..%d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
    return value.longValue();
  }

  private double numberOf(String place, JsonNode value) {
    require(value.isNumber(), place, value, "a number");
    require(Double.isFinite(value.doubleValue()), place, value, "a finite number");
    return value.doubleValue();
  }

  private void require(boolean holds, String place, JsonNode value, String rule) {
    if (!holds) {
      throw new BadModelException(
          "Key \"%s%s\" in %s is %s but must be %s; correct it"
              .formatted(prefix, place, where, value, rule));
    }
  }
}
