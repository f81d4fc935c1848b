package dev.variegate.policy.imported;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A string of timm's taken apart.
 *
 * @param whole the string
 * @param kind its first part
 * @param values by their letters
 */
record TimmText(String whole, String kind, Map<String, Double> values) {

  static final String RAND = "rand";
  static final String AUG_MIX = "augmix";

  private static final Pattern PART = Pattern.compile("([a-z]+)(\\d+(?:\\.\\d+)?)");
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          RAND, List.of("inc", "m", "mmax", "mstd", "n", "p"),
          AUG_MIX, List.of("a", "d", "m", "w"));

  /** A spread above this stands for an even one. */
  private static final double UNIFORM = 100;

  private static final int MAX_OPERATIONS = 20;

  TimmText {
    values = Map.copyOf(values);
  }

  static TimmText of(String text) {
    var parts = List.of(text.strip().split("-", -1));
    var known = KNOWN.get(parts.get(0));
    if (known == null) {
      throw new IllegalArgumentException(
          "timm policy \"%s\" begins with \"%s\" but must begin with rand or augmix; for AutoAugment write auto-augment: {table: imagenet} in a policy file"
              .formatted(text, parts.get(0)));
    }
    var values = new HashMap<String, Double>();
    for (var part : parts.subList(1, parts.size())) {
      var matcher = PART.matcher(part);
      if (!matcher.matches() || !known.contains(matcher.group(1))) {
        throw new IllegalArgumentException(
            "timm policy \"%s\" has the part \"%s\" but must be one of %s with a number; correct it or leave it out"
                .formatted(text, part, String.join(", ", known)));
      }
      values.put(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    var read = new TimmText(text.strip(), parts.get(0), values);
    if (read.kind.equals(RAND)) {
      read.requireRanges();
    }
    return read;
  }

  private void requireRanges() {
    require("m", magnitude(), 0, most());
    require("mmax", most(), 0, 30);
    require("n", number(), 1, MAX_OPERATIONS);
    require("p", probability(), 0, 1);
  }

  private void require(String letters, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "timm policy \"%s\" has %s %s but must stay within [%s, %s]; correct it"
              .formatted(whole, letters, value, low, high));
    }
  }

  double magnitude() {
    return values.getOrDefault("m", 10.0);
  }

  double most() {
    return values.getOrDefault("mmax", 10.0);
  }

  int number() {
    return (int) Math.rint(values.getOrDefault("n", 2.0));
  }

  double probability() {
    return values.getOrDefault("p", 0.5);
  }

  double deviation() {
    return values.getOrDefault("mstd", 0.0);
  }

  boolean isUniform() {
    return deviation() > UNIFORM;
  }

  boolean isIncreasing() {
    return values.getOrDefault("inc", 0.0) != 0;
  }
}
