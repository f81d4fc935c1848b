package dev.variegate.stage.param;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What class a mixed image gets. */
public enum LabelRule {
  /** That of the row that it is a copy of, which keeps the largest part in most. */
  KEEP,
  /** That of the image with the largest part. */
  LARGEST;

  public static LabelRule parse(String word) {
    return Arrays.stream(values())
        .filter(rule -> rule.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "labelRule is \"%s\" but must be one of: %s; set one"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(LabelRule::toString)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
