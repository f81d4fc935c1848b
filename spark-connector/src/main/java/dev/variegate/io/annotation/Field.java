package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of a JSON file and what messages call the object that it is in.
 *
 * @param value a missing node where it is absent
 */
record Field(String owner, String name, JsonNode value) {

  private static final int SHOWN = 80;

  static Field of(String owner, JsonNode tree, String name) {
    return new Field(owner, name, tree.path(name));
  }

  /** Absent, null, or an empty array, all of which mean the same. */
  boolean isNone() {
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
  }

  /** A number that is neither infinite nor NaN. */
  double number(JsonNode of, String must) {
    if (!of.isNumber() || !Double.isFinite(of.doubleValue())) {
      throw wrong(must);
    }
    return of.doubleValue();
  }

  double[] numbers(JsonNode of, String must) {
    var numbers = new double[of.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(of.get(i), must);
    }
    return numbers;
  }

  /** Numbers without a fraction. */
  long whole(JsonNode of, String must) {
    double number = number(of, must);
    if (number != Math.rint(number) || Math.abs(number) > Long.MAX_VALUE / 2.0) {
      throw wrong(must);
    }
    return of.isIntegralNumber() ? of.longValue() : (long) number;
  }

  /** 1, 0, true or false, also as text; absent is false. */
  boolean flag() {
    return switch (isNone() ? "0" : value.asText()) {
      case "0", "false", "0.0" -> false;
      case "1", "true", "1.0" -> true;
      default -> throw wrong("1, 0, true or false");
    };
  }

  IllegalArgumentException wrong(String must) {
    return new IllegalArgumentException(
        "%s has the %s %s but must have %s; correct it"
            .formatted(
                owner, name, shown(value.isMissingNode() ? "null" : value.toString()), must));
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
