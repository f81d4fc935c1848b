package dev.variegate.generate.segment;

import dev.variegate.model.ModelDescription;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The value of each class in a mask, 0 to 255; other classes have 0.
 *
 * @param values by the class's name or index; empty for each class its index
 */
public record MaskValues(Map<String, Integer> values) implements Serializable {

  /** Each class has its index. */
  public static final MaskValues INDICES = new MaskValues(Map.of());

  private static final int MAX = 255;

  public MaskValues {
    values = Collections.unmodifiableMap(new TreeMap<>(values)); // the same order in every JVM
    if (!values.values().stream().allMatch(value -> value >= 0 && value <= MAX)) {
      throw new IllegalArgumentException(
          "Mask values are %s but must stay within [0, %d], those of 8 bits"
              .formatted(values, MAX));
    }
  }

  /**
   * Reads pairs such as {@code car=255}.
   *
   * @param param as messages call them
   */
  public static MaskValues parse(String param, String... pairs) {
    var values = new TreeMap<String, Integer>();
    for (var pair : pairs) {
      int equals = pair.lastIndexOf('=');
      var value = pair.substring(equals + 1).strip();
      if (equals < 1
          || !value.matches("\\d{1,3}")
          || Integer.parseInt(value) > MAX
          || values.put(pair.substring(0, equals).strip(), Integer.valueOf(value)) != null) {
        throw new IllegalArgumentException(
            "%s has \"%s\" but must have pairs such as car=255, each class once, with values from 0 to 255; correct it"
                .formatted(param, pair));
      }
    }
    return new MaskValues(values);
  }

  /**
   * The value of each class of a model, by its index.
   *
   * @throws IllegalArgumentException if the model has no such class, or one is named twice
   */
  public byte[] of(ModelDescription model) {
    var table = new byte[model.labels().size()];
    if (values.isEmpty()) {
      for (int i = 0; i < table.length; i++) {
        table[i] = (byte) i;
      }
    }
    var named = new HashSet<Integer>();
    values.forEach(
        (label, value) -> {
          int index = model.labelIndex(label);
          if (!named.add(index)) {
            throw new IllegalArgumentException(
                "Mask values are %s but must name each class once, and \"%s\" is there by its index too; remove one"
                    .formatted(values, model.labels().get(index)));
          }
          table[index] = value.byteValue();
        });
    return table;
  }
}
