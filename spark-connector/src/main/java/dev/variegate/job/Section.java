package dev.variegate.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.base.DidYouMean;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One mapping of a job file, read with its types checked; {@link #only} names the keys that it may
 * have.
 */
final class Section {

  private final JsonNode node;
  private final String prefix;
  private final Origin origin;

  /** Says where the value of a dotted key was written: in the file or behind {@code --set}. */
  interface Origin {
    String of(String dottedKey);
  }

  Section(JsonNode node, Origin origin) {
    this(node, "", origin);
  }

  private Section(JsonNode node, String prefix, Origin origin) {
    this.node = node;
    this.prefix = prefix;
    this.origin = origin;
  }

  /** The mapping below a key, empty if the key is absent. */
  Section section(String key) {
    var value = value(key).orElse(JsonNodeFactory.instance.objectNode());
    if (!value.isObject()) {
      throw bad(key, value, "a mapping of keys");
    }
    return new Section(value, prefix + key + ".", origin);
  }

  /** The mapping below a key, once none of its keys is another than these. */
  Section section(String key, Collection<String> keys) {
    return section(key).only(keys);
  }

  /**
   * The same, once none of its keys is another than these: those are reported before missing ones.
   */
  Section only(Collection<String> known) {
    for (var key : keys()) {
      if (!known.contains(key)) {
        throw new BadJobException(
            "%s is unknown; %s".formatted(origin.of(prefix + key), DidYouMean.among(key, known)));
      }
    }
    return this;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  String text(String key) {
    var value = required(key, "text");
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad(key, value, "text");
    }
    return value.textValue();
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /** A number or word as its plain text, a mapping as JSON. */
  String scalarOrJson(String key) {
    var value = required(key, "a number, a word or a mapping");
    if (value.isArray()) {
      throw bad(key, value, "a number, a word or a mapping");
    }
    return value.isObject() ? value.toString() : value.asText();
  }

  /** A text as it is, a list as JSON. */
  String textOrList(String key) {
    var value = required(key, "text or a list");
    if (!value.isArray() && (!value.isTextual() || value.textValue().isBlank())) {
      throw bad(key, value, "text or a list");
    }
    return value.isArray() ? value.toString() : value.textValue();
  }

  long whole(String key, long least, long otherwise) {
    return whole(key, least, Long.MAX_VALUE, otherwise);
  }

  /** A number that an int holds. */
  int count(String key, int least, int otherwise) {
    return (int) whole(key, least, Integer.MAX_VALUE, otherwise);
  }

  private long whole(String key, long least, long most, long otherwise) {
    return value(key).map(value -> wholeOf(key, value, least, most)).orElse(otherwise);
  }

  private long wholeOf(String key, JsonNode value, long least, long most) {
    boolean isWhole = value.canConvertToExactIntegral();
    if (!isWhole || (least != Long.MIN_VALUE && isBelow(value, least))) {
      String end = least == Long.MIN_VALUE ? "" : " of at least " + least;
      throw bad(key, value, "a whole number" + end);
    }
    if (!value.canConvertToLong() || value.longValue() > most) {
      throw bad(key, value, "within %d..%d".formatted(least, most));
    }
    return value.longValue();
  }

  private static boolean isBelow(JsonNode value, long least) {
    return value.bigIntegerValue().compareTo(BigInteger.valueOf(least)) < 0;
  }

  double number(String key, double least, double otherwise) {
    var value = value(key);
    if (value.isPresent() && !(value.get().isNumber() && value.get().doubleValue() >= least)) {
      throw bad(key, value.get(), "a number of at least %s".formatted(least));
    }
    if (value.isPresent() && !Double.isFinite(value.get().doubleValue())) {
      throw bad(key, value.get(), "a finite number");
    }
    return value.map(JsonNode::doubleValue).orElse(otherwise);
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    var list = value(key).orElse(JsonNodeFactory.instance.arrayNode());
    for (var item : list) {
      texts.add(item.asText());
    }
    if (!list.isArray() || texts.contains("")) {
      throw bad(key, list, "a list of names");
    }
    return List.copyOf(texts);
  }

  /** One of the words; the first, where the key is absent. */
  String wordOrFirst(String key, List<String> words) {
    return has(key) ? word(key, words) : words.get(0);
  }

  String word(String key, List<String> words) {
    var given = text(key);
    if (!words.contains(given)) {
      throw new BadJobException(
          "%s is \"%s\", %s"
              .formatted(origin.of(prefix + key), given, DidYouMean.among(given, words)));
    }
    return given;
  }

  boolean flag(String key, boolean otherwise) {
    var value = value(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw bad(key, value.get(), "true or false");
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** This mapping as the methods of a plan. */
  MethodsSection methods() {
    var given = JsonNodeFactory.instance.objectNode();
    node.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .forEach(entry -> given.set(entry.getKey(), entry.getValue()));
    if (given.isEmpty()) {
      throw new BadJobException(
          "%s has no entry but must have one; add oversample: {}".formatted(this));
    }
    return MethodsSection.read(given, origin::of);
  }

  /** The keys that are written here. */
  List<String> keys() {
    var keys = new ArrayList<String>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Where this mapping stands, for messages. */
  @Override
  public String toString() {
    return origin.of(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
  }

  BadJobException bad(String key, JsonNode value, String rule) {
    return new BadJobException(
        "%s is %s but must be %s; correct it".formatted(origin.of(prefix + key), value, rule));
  }

  /** A complaint of whoever takes the value of a key, with the place where it was written. */
  BadJobException refused(String key, RuntimeException e) {
    return new BadJobException("%s: %s".formatted(origin.of(prefix + key), e.getMessage()), e);
  }

  private JsonNode required(String key, String rule) {
    return value(key)
        .orElseThrow(
            () ->
                new BadJobException(
                    "%s is missing but must be %s; add it"
                        .formatted(origin.of(prefix + key), rule)));
  }

  /**
   * A key without a value is as good as an absent one, so that {@code --set key=} takes it away.
   */
  private Optional<JsonNode> value(String key) {
    return Optional.ofNullable(node.get(key)).filter(value -> !value.isNull());
  }
}
