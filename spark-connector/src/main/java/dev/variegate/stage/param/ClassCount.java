package dev.variegate.stage.param;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A number of images of a class.
 *
 * @param label "" for no class
 * @param number at least 0
 */
public record ClassCount(String label, long number) implements Serializable {

  public ClassCount {
    if (number < 0) {
      throw new IllegalArgumentException(
          "Class \"%s\" is given the number %d, which must be at least 0; raise it"
              .formatted(label, number));
    }
  }

  /**
   * Reads {@code {"shirt": 200, "coat": 50}}, or the number alone for models that know no classes.
   *
   * @param param that holds the text, for messages
   */
  public static List<ClassCount> parse(String text, String param) {
    var tree = Json.read(text, param);
    if (tree.isIntegralNumber()) {
      return List.of(count("", tree, param));
    }
    if (!tree.isObject()) {
      throw new IllegalArgumentException(
          "%s is %s but must name classes with their numbers; write it as {\"shirt\": 200}, or as 200 for a model without classes"
              .formatted(param, tree));
    }
    var counts = new ArrayList<ClassCount>();
    tree.properties().forEach(e -> counts.add(count(e.getKey(), e.getValue(), param)));
    return List.copyOf(counts);
  }

  private static ClassCount count(String label, JsonNode number, String param) {
    if (!number.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "%s gives class \"%s\" the number %s, which must be whole; write it as {\"%s\": 200}"
              .formatted(param, label, number, label));
    }
    if (!number.canConvertToLong()) {
      throw new IllegalArgumentException(
          "%s gives class \"%s\" the number %s, which must be at most %d; lower it"
              .formatted(param, label, number, Long.MAX_VALUE));
    }
    return new ClassCount(label, number.longValue());
  }
}
