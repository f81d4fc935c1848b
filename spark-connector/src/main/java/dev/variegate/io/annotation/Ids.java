package dev.variegate.io.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.Set;

/**
 * Ids of one kind in one file: those that were given are kept, the first time each; others follow
 * behind the largest number of them.
 */
final class Ids {

  /** Beyond it JSON's numbers are not exact everywhere; new ids do not follow such. */
  private static final long EXACT = 1L << 53;

  private final Set<String> taken = new HashSet<>();
  private long last;

  /** Makes an id known before the first is asked for; {@code null} is none. */
  void reserve(String given) {
    if (given != null && node(given).isIntegralNumber()) {
      long number = Long.parseLong(given);
      last = number > last && number < EXACT ? number : last;
    }
  }

  /** The same ids, of which none has been asked for again. */
  Ids copy() {
    var copy = new Ids();
    copy.last = last;
    copy.taken.addAll(taken);
    return copy;
  }

  /** The given id where there is one that is not taken, else a new one. */
  JsonNode next(String given) {
    if (given != null && taken.add(given)) {
      return node(given);
    }
    last++;
    return JsonNodeFactory.instance.numberNode(last);
  }

  /** An id as text: {@code 7} for 7 and 7.0; null where it is none. */
  static String text(JsonNode id) {
    if (id == null || !(id.isNumber() || id.isTextual())) {
      return null;
    }
    double number = id.asDouble();
    return id.isFloatingPointNumber() && number == Math.rint(number) && Math.abs(number) < EXACT
        ? Long.toString((long) number)
        : id.asText();
  }

  /** An id as JSON: a number where the text is that of one. */
  static JsonNode node(String id) {
    try {
      long number = Long.parseLong(id);
      return Long.toString(number).equals(id)
          ? JsonNodeFactory.instance.numberNode(number)
          : JsonNodeFactory.instance.textNode(id);
    } catch (NumberFormatException e) { // an id of letters
      return JsonNodeFactory.instance.textNode(id);
    }
  }
}
