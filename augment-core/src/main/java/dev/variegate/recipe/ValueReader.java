package dev.variegate.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.KebabCase;
import dev.variegate.base.SourceLocation;
import dev.variegate.op.Reference;
import dev.variegate.random.Range;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one value of a known type, or says what it must be.
 *
 * @param name the value's name in messages, such as {@code rotate degrees}
 */
public record ValueReader(String name, SourceLocation place) {

  private static final String A_NUMBER = "a number; write one such as 0.5";
  private static final String A_RANGE = "a number or [low, high]; write one of the two";

  public Object read(JsonNode given, Class<?> type) {
    if (type == Range.class) {
      return range(given);
    } else if (type == double.class) {
      return number(given, A_NUMBER);
    } else if (type == int.class) {
      return whole(given);
    } else if (type == long.class) {
      return whole(given, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == boolean.class) {
      return truth(given);
    } else if (type == String.class) {
      return text(given);
    } else if (type == Reference.class) {
      return reference(given);
    } else if (type.isEnum()) {
      return word(given, type.getEnumConstants());
    }
    throw new IllegalStateException("%s has type %s, which no file can hold".formatted(name, type));
  }

  public double number(JsonNode given) {
    return number(given, A_NUMBER);
  }

  public int whole(JsonNode given) {
    return Math.toIntExact(whole(given, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  public String text(JsonNode given) {
    if (!given.isTextual()) {
      throw wrong(given, "text; put it in quotes");
    }
    return given.textValue();
  }

  private double number(JsonNode given, String must) {
    if (!given.isNumber()) {
      throw wrong(given, must);
    }
    if (!Double.isFinite(given.doubleValue())) {
      throw wrong(given, "finite; write a smaller number");
    }
    return given.doubleValue();
  }

  private Range range(JsonNode given) {
    if (!given.isArray()) {
      return Range.fixed(number(given, A_RANGE));
    }
    if (given.size() != 2) {
      throw wrong(given, A_RANGE);
    }
    double low = number(given.get(0), A_RANGE);
    double high = number(given.get(1), A_RANGE);
    if (low > high) {
      throw wrong(given, "[low, high] with low at most high; swap the two");
    }
    return Range.of(low, high);
  }

  private long whole(JsonNode given, long low, long high) {
    var must = "a whole number within %d..%d; write one".formatted(low, high);
    if (!given.isNumber() || !given.canConvertToExactIntegral()) {
      throw wrong(given, must);
    }
    if (!given.canConvertToLong() || given.longValue() < low || given.longValue() > high) {
      throw wrong(given, must);
    }
    return given.longValue();
  }

  private boolean truth(JsonNode given) {
    if (!given.isBoolean()) {
      throw wrong(given, "true or false; write one of the two");
    }
    return given.booleanValue();
  }

  private Reference reference(JsonNode given) {
    if (given.size() != 2 || !given.path("name").isTextual() || !given.path("sha256").isTextual()) {
      throw wrong(given, "{\"name\": TEXT, \"sha256\": TEXT}; pass what was written, unchanged");
    }
    return Reference.named(given.get("name").textValue(), given.get("sha256").textValue());
  }

  private Object word(JsonNode given, Object[] constants) {
    List<String> known = Arrays.stream(constants).map(c -> KebabCase.kebab((Enum<?>) c)).toList();
    int index = known.indexOf(given.asText());
    if (!given.isTextual() || index < 0) {
      throw place.error(
          "gives %s the value %s; %s"
              .formatted(name, given, DidYouMean.among(given.asText(), known)));
    }
    return constants[index];
  }

  private IllegalArgumentException wrong(JsonNode given, String must) {
    return place.error("gives %s the value %s, which must be %s".formatted(name, given, must));
  }
}
