package dev.variegate.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in plain text: the first column to the left, numbers to the right. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> head) {
    rows.add(List.copyOf(head));
  }

  /** Adds a row of as many cells as the head has. */
  public TextTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "Row has %d cells, must have %d as the head; fill it up"
              .formatted(cells.size(), rows.get(0).size()));
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  private String line(List<String> row) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
      var blank = " ".repeat(width - row.get(i).length());
      line.append("  ").append(i == 0 ? row.get(i) + blank : blank + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
