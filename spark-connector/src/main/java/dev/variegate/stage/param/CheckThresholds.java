package dev.variegate.stage.param;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.quality.source.SourceCheck;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * From which score each check flags an image.
 *
 * @param scores of the checks that are on, each above 0 and at most 1
 */
public record CheckThresholds(Map<SourceCheck, Double> scores) implements Serializable {

  private static final String EXAMPLE = "write {\"dark\": 0.7, \"light\": false}";

  public CheckThresholds {
    scores = Map.copyOf(scores);
  }

  /**
   * Reads {@code {"dark": 0.7, "light": false}}: a score for each check that is not as usual, false
   * for one that is off.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static CheckThresholds parse(String text) {
    var tree = Json.read(text, "thresholds").only(SourceCheck.words());
    var scores = new EnumMap<SourceCheck, Double>(SourceCheck.class);
    for (var check : SourceCheck.values()) {
      var given = tree.at(check.word());
      var score = given.isGiven() ? score(check, given.tree()) : usual(check);
      score.ifPresent(value -> scores.put(check, value));
    }
    return new CheckThresholds(scores);
  }

  private static OptionalDouble usual(SourceCheck check) {
    return OptionalDouble.of(check.threshold());
  }

  private static OptionalDouble score(SourceCheck check, JsonNode value) {
    if (value.isBoolean() && !value.booleanValue()) {
      return OptionalDouble.empty();
    }
    double score = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(score > 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "thresholds give check \"%s\" %s but must give it a number above 0 and at most 1, or false to switch it off; %s"
              .formatted(check.word(), value, EXAMPLE));
    }
    return OptionalDouble.of(score);
  }

  /** Whether a text gives the check a score by its name. */
  public static boolean names(String text, SourceCheck check) {
    return parse(text).has(check)
        && Json.read(text, "thresholds").only(SourceCheck.words()).at(check.word()).isGiven();
  }

  /** Whether the check is made. */
  public boolean has(SourceCheck check) {
    return scores.containsKey(check);
  }

  /** Whether a score, null if it is unknown, makes the check flag the image. */
  public boolean flags(SourceCheck check, Double score) {
    var threshold = scores.get(check);
    return threshold != null && score != null && score >= threshold;
  }
}
