package dev.variegate.stage.duplicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.stage.param.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What part of all goes to each split.
 *
 * @param names of the splits
 * @param ends of their parts in [0, 1], one after the other
 */
public record SplitFractions(List<String> names, List<Double> ends) implements Serializable {

  private static final double TOLERANCE = 1e-6;

  public SplitFractions {
    names = List.copyOf(names);
    ends = List.copyOf(ends);
  }

  /**
   * Reads {@code {"train": 0.8, "test": 0.2}}.
   *
   * @throws IllegalArgumentException if it is no such text, or the fractions do not sum to 1
   */
  public static SplitFractions parse(String text) {
    var names = new ArrayList<String>();
    var ends = new ArrayList<Double>();
    double end = 0;
    var tree = Json.read(text, "fractions");
    for (var name : tree.keys()) {
      end += fraction(name, tree.at(name).tree());
      names.add(name);
      ends.add(end);
    }
    if (names.isEmpty() || Math.abs(end - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "fractions are %s but must sum to 1; write {\"train\": 0.8, \"test\": 0.2}"
              .formatted(text));
    }
    return new SplitFractions(names, ends);
  }

  private static double fraction(String name, JsonNode value) {
    if (!value.isNumber() || !(value.doubleValue() > 0)) {
      throw new IllegalArgumentException(
          "fractions give split \"%s\" %s but must give it a number above 0; write {\"train\": 0.8, \"test\": 0.2}"
              .formatted(name, value));
    }
    return value.doubleValue();
  }

  /** The split of a uniform hash. */
  public String of(long hash) {
    double place = (hash >>> 11) * 0x1p-53;
    for (int i = 0; i < names.size() - 1; i++) {
      if (place < ends.get(i)) {
        return names.get(i);
      }
    }
    return names.get(names.size() - 1);
  }
}
