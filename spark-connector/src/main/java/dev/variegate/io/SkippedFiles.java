package dev.variegate.io;

import dev.variegate.text.Terminal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in an input and is not read.
 *
 * @param files their number by kind: an ending such as {@code .gif}, {@code no ending}, {@code
 *     hidden} (a hidden folder is one) or {@code broken link}
 * @param emptyClasses class folders without an image
 */
public record SkippedFiles(Map<String, Long> files, List<String> emptyClasses) {

  static final SkippedFiles NONE = new SkippedFiles(Map.of(), List.of());
  static final String HIDDEN = "hidden";
  static final String BROKEN = "broken link";

  private static final int MAX_SHOWN = 8;

  public SkippedFiles {
    files = Map.copyOf(files);
    emptyClasses = List.copyOf(emptyClasses);
  }

  /** {@code .gif}, or {@code no ending} where what follows the last dot cannot be one. */
  static String kind(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.lastIndexOf('.') > 0 && ending.matches("[a-z0-9]{1,10}")
        ? "." + ending
        : "no ending";
  }

  public boolean isEmpty() {
    return files.isEmpty() && emptyClasses.isEmpty();
  }

  /** {@code 3 files (2 .gif, 1 hidden); class folders without an image: bird}. */
  @Override
  public String toString() {
    long sum = files.values().stream().mapToLong(n -> n).sum();
    var kinds =
        new TreeMap<>(files)
            .entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .toList();
    return Stream.of(
            files.isEmpty()
                ? ""
                : "%s %s (%s)".formatted(sum, sum == 1 ? "file" : "files", few(kinds)),
            emptyClasses.isEmpty() ? "" : "class folders without an image: " + few(emptyClasses))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** The first of many, without what a terminal might obey. */
  public static String few(Collection<String> names) {
    var shown = Terminal.line(names.stream().limit(MAX_SHOWN).collect(Collectors.joining(", ")));
    return names.size() > MAX_SHOWN
        ? "%s and %s more".formatted(shown, names.size() - MAX_SHOWN)
        : shown;
  }
}
