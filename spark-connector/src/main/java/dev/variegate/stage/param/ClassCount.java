package dev.variegate.stage.param;

import dev.variegate.base.ConfigNode;
import java.io.Serializable;
import java.util.List;

/**
 * A number of images of a class.
 *
 * @param label "" for no class
 * @param number at least 0
 */
public record ClassCount(String label, long number) implements Serializable {

  /**
   * Reads {@code {"shirt": 200, "coat": 50}}, or the number alone for models that know no classes.
   *
   * @param param that holds the text, for messages
   */
  public static List<ClassCount> parse(String text, String param) {
    var given = Json.read(text, param);
    if (given.tree().isNumber()) {
      return List.of(count("", given));
    }
    given.require(
        given.tree().isObject(),
        "classes with their numbers, {\"shirt\": 200}, or 200 for a model without classes");
    return given.keys().stream().map(label -> count(label, given.at(label))).toList();
  }

  private static ClassCount count(String label, ConfigNode number) {
    return new ClassCount(label, number.whole(0, Long.MAX_VALUE));
  }
}
