package dev.variegate.benchmarks.modelcard;

import dev.variegate.quality.ClassScores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a classifier sees in images the class they were asked to show. Read it beside the same
 * figure for real images: the classifier errs too.
 *
 * @param confirmed number of images of each class that the classifier confirms
 * @param asked number of images of each class
 */
public record LabelFidelity(Map<String, Integer> confirmed, Map<String, Integer> asked) {

  public LabelFidelity {
    confirmed = Map.copyOf(confirmed);
    asked = Map.copyOf(asked);
  }

  /** Compares the asked class of each image with what a classifier says of it. */
  public static LabelFidelity of(List<String> asked, List<ClassScores> said) {
    if (asked.size() != said.size()) {
      throw new IllegalArgumentException(
          "Given are %d asked classes and scores of %d images but must be as many; pass them in one order"
              .formatted(asked.size(), said.size()));
    }
    var confirmed = new TreeMap<String, Integer>();
    var counts = new TreeMap<String, Integer>();
    for (int i = 0; i < asked.size(); i++) {
      counts.merge(asked.get(i), 1, Integer::sum);
      confirmed.merge(asked.get(i), said.get(i).label().equals(asked.get(i)) ? 1 : 0, Integer::sum);
    }
    return new LabelFidelity(confirmed, counts);
  }

  /** Confirmed fraction of one class, 0..1. */
  public double fraction(String label) {
    if (!asked.containsKey(label)) {
      throw new IllegalArgumentException(
          "Class \"%s\" has no images but must be one of %s; ask for one of them"
              .formatted(label, asked.keySet().stream().sorted().toList()));
    }
    return (double) confirmed.get(label) / asked.get(label);
  }

  /** Confirmed fraction of all images, 0..1. */
  public double overall() {
    return (double) sum(confirmed) / sum(asked);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
