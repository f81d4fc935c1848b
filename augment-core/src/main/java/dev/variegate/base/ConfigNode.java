package dev.variegate.base;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value of a YAML or JSON tree with the place where it was written, read with its type checked.
 * Every refusal names the place, the value and the rule. A key without a value (null) is as good as
 * an absent one.
 *
 * @param tree the value; a missing node where it is absent
 * @param path from the root: {@code plan.target}, {@code files[0].path}; "" for the root
 */
public record ConfigNode(JsonNode tree, String path, Source source) {

  /**
   * The text that holds a tree.
   *
   * @param place what messages call the value of a path
   * @param refusal the exception of a message and its cause, which may be null
   */
  public record Source(
      UnaryOperator<String> place,
      BiFunction<String, Throwable, ? extends RuntimeException> refusal) {

    /** Values that messages call by their paths alone, as Params are. */
    public static final Source PARAMS =
        new Source(UnaryOperator.identity(), IllegalArgumentException::new);

    /** A file, or what else {@code where} calls, by whose keys messages call values. */
    public static Source of(
        String where, BiFunction<String, Throwable, ? extends RuntimeException> refusal) {
      return new Source(
          path -> path.isEmpty() ? where : "%s: key \"%s\"".formatted(where, path), refusal);
    }

    /** The refusal of the value of a path by a sentence of which it is the subject. */
    public RuntimeException error(String path, String sentence) {
      return error(path, sentence, null);
    }

    RuntimeException error(String path, String sentence, Throwable cause) {
      return refusal.apply(place.apply(path) + " " + sentence, cause);
    }
  }

  /** The mapping that a whole text is, such as the example. */
  public static ConfigNode root(JsonNode tree, String example, Source source) {
    if (!tree.isObject()) {
      throw source.error(
          "", "holds no keys but must be a mapping such as \"%s\"; write one".formatted(example));
    }
    return new ConfigNode(tree, "", source);
  }

  /** The value of a key of this mapping. */
  public ConfigNode at(String key) {
    return new ConfigNode(tree.path(key), path.isEmpty() ? key : path + "." + key, source);
  }

  /** Another value in the same place. */
  public ConfigNode with(JsonNode other) {
    return new ConfigNode(other, path, source);
  }

  public boolean isGiven() {
    return !tree.isMissingNode() && !tree.isNull();
  }

  /** What is read of the value, if there is one. */
  public <T> Optional<T> ifGiven(Function<ConfigNode, T> reading) {
    return isGiven() ? Optional.of(reading.apply(this)) : Optional.empty();
  }

  /** The keys of this mapping; none where it is absent. */
  public List<String> keys() {
    require(tree.isObject() || !isGiven(), "a mapping of keys");
    var keys = new ArrayList<String>();
    tree.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** This mapping, once none of its keys is another than these. */
  public ConfigNode only(Collection<String> known) {
    for (var key : keys()) {
      if (!known.contains(key)) {
        throw unknown(key, known);
      }
    }
    return this;
  }

  /** The refusal of a key of this mapping that is none of these. */
  public RuntimeException unknown(String key, Collection<String> known) {
    return at(key)
        .error("is unknown; " + (known.isEmpty() ? "remove it" : DidYouMean.among(key, known)));
  }

  /** Text that is not blank. */
  public String text() {
    var text = anyText();
    require(!text.isBlank(), "text");
    return text;
  }

  public String anyText() {
    require(tree.isTextual(), isGiven() ? "text in quotes" : "text");
    return tree.textValue();
  }

  /** A whole number that an int holds. */
  public int whole() {
    return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public int whole(int least, int most) {
    return (int) whole((long) least, most);
  }

  public long whole(long least, long most) {
    boolean bounded = least > Integer.MIN_VALUE;
    require(
        tree.canConvertToExactIntegral() && !(bounded && isBelow(least)),
        bounded ? "a whole number of at least " + least : "a whole number");
    require(
        !isBelow(least) && tree.canConvertToLong() && tree.longValue() <= most,
        "within %d..%d".formatted(least, most));
    return tree.longValue();
  }

  private boolean isBelow(long least) {
    return tree.bigIntegerValue().compareTo(BigInteger.valueOf(least)) < 0;
  }

  public double number() {
    return number(Double.NEGATIVE_INFINITY, "a finite number");
  }

  public double number(int least) {
    return number(least, "a finite number of at least " + least);
  }

  private double number(double least, String rule) {
    double number = tree.isNumber() ? tree.doubleValue() : Double.NaN;
    require(Double.isFinite(number) && number >= least, rule);
    return number;
  }

  public boolean flag() {
    require(tree.isBoolean(), "true or false");
    return tree.booleanValue();
  }

  public List<String> texts() {
    return list("a list of texts", ConfigNode::text);
  }

  /**
   * Texts, numbers and truth values as text; none where the key is absent. A number is written as
   * YAML understands it: without quotes 007 is 7.
   */
  public List<String> names() {
    return isGiven() ? list("a list of names", ConfigNode::name) : List.of();
  }

  private String name() {
    require(isGiven() && !tree.asText().isEmpty(), "a name");
    return tree.asText();
  }

  public List<Long> wholes() {
    return list("a list of whole numbers", item -> (long) item.whole());
  }

  public List<Double> numbers() {
    return list("a list of numbers", ConfigNode::number);
  }

  public List<ConfigNode> mappings() {
    return list("a list of mappings", ConfigNode::mapping);
  }

  private ConfigNode mapping() {
    require(tree.isObject(), "a mapping of keys");
    return this;
  }

  /** A list whose items are all read alike. */
  public <T> List<T> list(String rule, Function<ConfigNode, T> reading) {
    require(tree.isArray(), rule);
    var read = new ArrayList<T>();
    for (var item : tree) {
      read.add(reading.apply(new ConfigNode(item, "%s[%d]".formatted(path, read.size()), source)));
    }
    return List.copyOf(read);
  }

  /** A constant by its word in kebab-case. */
  public <E extends Enum<E>> E word(Class<E> type) {
    return word(List.of(type.getEnumConstants()), KebabCase::kebab);
  }

  public String word(Collection<String> known) {
    return word(known, Function.identity());
  }

  /** The one of the known values that is written so. */
  public <T> T word(Collection<T> known, Function<T, String> written) {
    var given = text();
    return known.stream()
        .filter(value -> written.apply(value).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                error(
                    "is \"%s\"; %s"
                        .formatted(
                            given, DidYouMean.among(given, known.stream().map(written).toList()))));
  }

  /** What the supplier makes; says where the value was written if that refuses it. */
  public <T> T checked(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw source.refusal().apply(this + ": " + e.getMessage(), e);
    }
  }

  /** Refuses the value where the rule does not hold. */
  public void require(boolean holds, String rule) {
    if (!holds) {
      throw wrong(rule);
    }
  }

  /** The refusal of a value of another kind than the rule says. */
  public RuntimeException wrong(String rule) {
    return isGiven()
        ? error("is %s but must be %s; correct it".formatted(tree, rule))
        : error("is missing but must be %s; add it".formatted(rule));
  }

  /** The refusal of the value by a sentence of which it is the subject. */
  public RuntimeException error(String sentence) {
    return source.error(path, sentence);
  }

  /** What messages call the value. */
  @Override
  public String toString() {
    return source.place().apply(path);
  }
}
