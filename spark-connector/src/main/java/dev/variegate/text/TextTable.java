package dev.variegate.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in plain text: the first column to the left, numbers to the right. */
public final class TextTable {

  /** Rows of one kind that people still read. */
  static final int MAX = 40;

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> head) {
    rows.add(head.stream().map(Terminal::line).toList());
  }

  /** Adds a row of as many cells as the head has. */
  public TextTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "Row has %d cells but must have %d as the head; fill it up"
              .formatted(cells.size(), rows.get(0).size()));
    }
    rows.add(cells.stream().map(Terminal::line).toList());
    return this;
  }

  /**
   * Adds a row for each item; of more than {@value #MAX} only for those with the most, and a line
   * {@code ... and 9,960 more classes}.
   *
   * @param what the items are: {@code classes}
   * @param size of an item, by which those with the most are found
   */
  public <T> TextTable rows(
      List<T> items, String what, ToLongFunction<T> size, Function<T, List<String>> cells) {
    IntStream.range(0, items.size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> size.applyAsLong(items.get(i))).reversed())
        .limit(MAX)
        .sorted()
        .forEach(i -> row(cells.apply(items.get(i))));
    if (items.size() > MAX) {
      rows.add(
          List.of(String.format(Locale.ROOT, "... and %,d more %s", items.size() - MAX, what)));
    }
    return this;
  }

  @Override
  public String toString() {
    var widths =
        IntStream.range(0, rows.get(0).size())
            .map(
                column ->
                    rows.stream()
                        .filter(row -> row.size() > 1 || rows.get(0).size() == 1)
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      var blank = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
      line.append("  ").append(i == 0 ? row.get(i) + blank : blank + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
