package dev.variegate.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends a message about an unknown word with the nearest known one and all that are known. */
public final class DidYouMean {

  private DidYouMean() {}

  /**
   * The end of a sentence: {@code did you mean "rotate"? Known: flip, rotate}, or, where no known
   * word is near, {@code known: flip, rotate}.
   */
  public static String among(String given, Collection<String> known) {
    var all = known.stream().sorted().collect(Collectors.joining(", "));
    return nearest(given, known)
        .map(word -> "did you mean \"%s\"? Known: %s".formatted(word, all))
        .orElse("known: " + all);
  }

  /**
   * The same word in another spelling, or the one that another library's name stands for, or the
   * nearest one, if at most a third of the given one has to be typed again.
   */
  private static Optional<String> nearest(String given, Collection<String> known) {
    return known.stream()
        .filter(word -> plain(word).equals(plain(given)))
        .findFirst()
        .or(() -> ForeignNames.find(given).stream().filter(known::contains).findFirst())
        .or(() -> typed(given, known));
  }

  /** {@code RandomPerspective}, {@code random_perspective} and {@code perspective} are one word. */
  static String plain(String word) {
    return word.replaceAll("\\(.*|[-_ ]", "")
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^random(?=.)", "");
  }

  private static Optional<String> typed(String given, Collection<String> known) {
    int limit = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(word -> distance(given, word) <= limit)
        .min(
            Comparator.comparingInt((String word) -> distance(given, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to add, drop, change or swap with their neighbor (Damerau and Levenshtein). */
  static int distance(String a, String b) {
    var cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int changed = cost[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
    int cheapest = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped = i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j);
    return swapped ? Math.min(cheapest, 1 + cost[i - 2][j - 2]) : cheapest;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
