package dev.variegate.generate.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.base.DidYouMean;
import dev.variegate.model.BadModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of one {@code scheduler_config.json}, read with their types checked. */
final class ConfigKeys {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          // Python writes a limit that is not set as -Infinity
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode file;
  private final String where;

  private ConfigKeys(JsonNode file, String where) {
    this.file = file;
    this.where = where;
  }

  /** Reads the file; keys that start with "_" are diffusers' own notes. */
  static ConfigKeys parse(String json, String where) {
    try {
      var file = JSON.readTree(json);
      if (!file.isObject()) {
        throw new BadModelException(
            "%s holds no keys but must be what diffusers writes; copy it from the model's scheduler folder"
                .formatted(where));
      }
      return new ConfigKeys(file, where);
    } catch (JsonProcessingException e) {
      throw new BadModelException(
          "%s is not valid JSON (%s); copy it from the model's scheduler folder"
              .formatted(where, e.getOriginalMessage()),
          e);
    }
  }

  void refuseOthersThan(Set<String> known) {
    for (var key : (Iterable<String>) file::fieldNames) {
      if (!key.startsWith("_") && !known.contains(key)) {
        throw new BadModelException(
            "Unknown key \"%s\" in %s; %s".formatted(key, where, DidYouMean.among(key, known)));
      }
    }
  }

  /** Refuses a key that asks for what is not made, so that no image silently differs. */
  void requireIfGiven(String key, String only) {
    var given = given(key).map(JsonNode::asText).orElse(only);
    if (!given.equals(only)) {
      throw new BadModelException(
          "Key \"%s\" in %s is %s, only %s is supported; set it so, or ask for another scheduler"
              .formatted(key, where, given, only));
    }
  }

  int whole(String key, int otherwise) {
    return given(key)
        .map(
            value -> {
              require(value.isIntegralNumber() && value.canConvertToInt(), key, "a whole number");
              return value.intValue();
            })
        .orElse(otherwise);
  }

  double number(String key, double otherwise) {
    return number(key).orElse(otherwise);
  }

  /** A number; a limit of minus infinity is none. */
  OptionalDouble number(String key) {
    var value = given(key).filter(given -> given.doubleValue() != Double.NEGATIVE_INFINITY);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    require(isNumber(value.get()), key, "a finite number");
    return OptionalDouble.of(value.get().doubleValue());
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  boolean yes(String key, boolean otherwise) {
    return given(key)
        .map(
            value -> {
              require(value.isBoolean(), key, "true or false");
              return value.booleanValue();
            })
        .orElse(otherwise);
  }

  /** Numbers of a list; none where the key is absent. */
  List<Double> numbers(String key) {
    var numbers = new ArrayList<Double>();
    given(key)
        .ifPresent(
            list -> {
              require(list.isArray(), key, "a list of numbers");
              list.forEach(
                  value -> {
                    require(isNumber(value), key, "a list of finite numbers");
                    numbers.add(value.doubleValue());
                  });
            });
    return List.copyOf(numbers);
  }

  String text(String key) {
    return given(key)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .orElseThrow(
            () ->
                new BadModelException(
                    "Key \"%s\" is missing in %s but must name the scheduler's class; write what diffusers writes"
                        .formatted(key, where)));
  }

  /** A word of an enum, which the file writes in lower case with underscores. */
  <E extends Enum<E>> E word(String key, E otherwise) {
    return given(key).map(value -> word(key, value.asText(), otherwise)).orElse(otherwise);
  }

  private <E extends Enum<E>> E word(String key, String given, E otherwise) {
    var known = otherwise.getDeclaringClass().getEnumConstants();
    return Stream.of(known)
        .filter(constant -> fileWord(constant).equals(given))
        .findFirst()
        .orElseThrow(
            () -> unknown(key, given, Stream.of(known).map(ConfigKeys::fileWord).toList()));
  }

  BadModelException unknown(String key, String given, List<String> known) {
    return new BadModelException(
        "Key \"%s\" in %s has the unknown or unsupported value \"%s\"; %s"
            .formatted(key, where, given, DidYouMean.among(given, known)));
  }

  void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new BadModelException(
          "Key \"%s\" in %s is %s but must be %s; correct it"
              .formatted(key, where, given(key).map(JsonNode::toString).orElse("absent"), rule));
    }
  }

  private static String fileWord(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** An explicit null is as good as an absent key. */
  private Optional<JsonNode> given(String key) {
    return Optional.ofNullable(file.get(key)).filter(value -> !value.isNull());
  }
}
