package dev.variegate.policy.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The parameters of one transform of Albumentations; remembers which were asked for. */
public final class AlbumentationsParams {

  static final String CLASS = "__class_fullname__";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> OF_ALL = Set.of(CLASS, "p", "always_apply", "id");

  /** How masks are read is this library's own rule. */
  private static final Set<String> OF_MASKS =
      Set.of("mask_value", "fill_mask", "mask_interpolation", "mask_fill_value");

  /** By OpenCV's numbers. */
  private static final Map<Integer, String> INTERPOLATIONS =
      Map.of(0, "nearest", 1, "bilinear", 2, "bicubic", 3, "area", 4, "lanczos");

  private static final Map<Integer, String> BORDERS =
      Map.of(0, "constant", 1, "replicate", 2, "reflect101", 3, "wrap", 4, "reflect101");

  private static final int REFLECT = 2;
  private static final double WHITE = 255;

  private final JsonNode node;
  private final Set<String> asked = new HashSet<>(OF_ALL);
  private final List<String> differences = new ArrayList<>();

  public AlbumentationsParams(JsonNode node) {
    this.node = node;
    asked.addAll(OF_MASKS);
  }

  /** The last part of the class's full name. */
  String name() {
    var full = node.path(CLASS).asText();
    return full.substring(full.lastIndexOf('.') + 1);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  JsonNode get(String name) {
    asked.add(name);
    return node.path(name);
  }

  double number(String name, double otherwise) {
    return get(name).asDouble(otherwise);
  }

  /** One of OpenCV's numbers; -1 where it is none that an int holds. */
  private int code(String name, int otherwise) {
    var value = get(name);
    return value.isNumber() ? (value.canConvertToInt() ? value.intValue() : -1) : otherwise;
  }

  /** A number as people write it, whole without a point; beyond 2^53 no double is exact. */
  static JsonNode node(double number) {
    return number == Math.rint(number) && Math.abs(number) < 0x1p53
        ? NODES.numberNode((long) number)
        : NODES.numberNode(number);
  }

  /** Both ends; one number alone stands for both. */
  Optional<double[]> range(String name) {
    return ends(get(name), 1);
  }

  /** Both ends; one number alone reaches as far to either side of 0. */
  Optional<double[]> around(String name) {
    return ends(get(name), -1);
  }

  static Optional<double[]> ends(JsonNode value, int side) {
    if (value.isNumber()) {
      double number = value.asDouble();
      return Optional.of(side < 0 ? new double[] {-number, number} : new double[] {number, number});
    }
    return value.isArray() && value.size() == 2 && value.get(0).isNumber()
        ? Optional.of(new double[] {value.get(0).asDouble(), value.get(1).asDouble()})
        : Optional.empty();
  }

  void differs(String how) {
    differences.add(how);
  }

  List<String> differences() {
    return differences;
  }

  /** What was given, asks for something, and was not asked for. */
  List<String> left() {
    var left = new ArrayList<String>();
    for (var entry : node.properties()) {
      var value = entry.getValue();
      boolean nothing = value.isNull() || (value.isBoolean() && !value.asBoolean());
      if (!nothing && !asked.contains(entry.getKey())) {
        left.add(entry.getKey());
      }
    }
    return left;
  }

  /** A step of ours to be filled. */
  Filled as(String word) {
    return new Filled(word);
  }

  /** One step of a policy file in the making. */
  final class Filled {
    private final ObjectNode step = NODES.objectNode();
    private final ObjectNode values;

    private Filled(String word) {
      this.values = step.putObject(word);
    }

    Filled put(String name, String word) {
      values.put(name, word);
      return this;
    }

    Filled put(String name, double number) {
      values.set(name, node(number));
      return this;
    }

    Filled put(String name, Optional<double[]> ends, DoubleUnaryOperator change) {
      ends.ifPresent(
          given -> {
            double one = change.applyAsDouble(given[0]);
            double other = change.applyAsDouble(given[1]);
            values.putArray(name).add(Math.min(one, other)).add(Math.max(one, other));
          });
      return this;
    }

    Filled put(String name, Optional<double[]> ends) {
      return put(name, ends, x -> x);
    }

    /** How the source is read between pixels. */
    Filled interpolated() {
      var word = INTERPOLATIONS.get(code("interpolation", 1));
      return word == null ? this : put("interpolation", word);
    }

    /** What is seen beyond the edge. */
    Filled bordered() {
      int mode = code("border_mode", code("mode", 0));
      if (mode == REFLECT) {
        differs("the edge itself is not mirrored twice");
      }
      return put("border", BORDERS.getOrDefault(mode, "constant")).filled();
    }

    /** The gray that is filled in. */
    Filled filled() {
      for (var name : List.of("fill", "value", "fill_value", "cval")) {
        if (get(name).isNumber()) {
          put("fill", get(name).asDouble() / WHITE);
        } else if (get(name).isArray() || get(name).isTextual()) {
          differs("%s is black, as one gray is all there is".formatted(name));
        }
      }
      return this;
    }

    ObjectNode done() {
      return step;
    }
  }
}
