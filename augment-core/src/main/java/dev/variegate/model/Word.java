package dev.variegate.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How names of constants are written in files, and which known word a mistyped one stands for. */
final class Word {

  private Word() {}

  /** {@code TRUNCATED_NORMAL} as {@code truncated-normal}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Word::of).toList();
  }

  /** The end of a message about an unknown word: {@code did you mean "x"? Known: x, y}. */
  static String advice(String given, Collection<String> known) {
    var list = known.stream().collect(Collectors.joining(", "));
    return known.stream()
        .min(Comparator.comparingInt(word -> distance(given, word)))
        .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
        .map(word -> "did you mean \"%s\"? Known: %s".formatted(word, list))
        .orElse("use one of the known: " + list);
  }

  /** Levenshtein's: how many letters to add, drop or change. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
