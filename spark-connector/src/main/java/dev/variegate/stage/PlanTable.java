package dev.variegate.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A plan as text. */
final class PlanTable {

  private static final double KILO = 1000;

  private PlanTable() {}

  static String of(Plan plan) {
    var lines = new ArrayList<List<String>>();
    lines.add(header(plan));
    plan.classes().forEach(of -> lines.add(line(of)));
    lines.add(totals(plan));
    return align(lines) + estimate(plan);
  }

  private static List<String> header(Plan plan) {
    var cells = new ArrayList<>(List.of("class", "rows now", "target", "added"));
    for (int i = 0; i < plan.methods().size(); i++) {
      var method = plan.methods().get(i).method();
      boolean once = plan.methods().stream().filter(m -> m.method().equals(method)).count() == 1;
      cells.add(once ? method : "%s %d".formatted(method, i + 1));
    }
    return cells;
  }

  private static List<String> line(ClassPlan of) {
    var cells =
        new ArrayList<>(
            List.of(of.label(), "" + of.rows(), "" + of.target(), "" + (of.target() - of.rows())));
    of.shares().forEach(share -> cells.add("" + share.made()));
    return cells;
  }

  private static List<String> totals(Plan plan) {
    long rows = plan.total() - plan.added();
    var cells = new ArrayList<>(List.of("all", "" + rows, "" + plan.total(), "" + plan.added()));
    for (int i = 0; i < plan.methods().size(); i++) {
      int method = i;
      cells.add("" + plan.classes().stream().mapToLong(of -> of.shares().get(method).made()).sum());
    }
    return cells;
  }

  /** The first column to the left, numbers to the right. */
  private static String align(List<List<String>> lines) {
    var widths =
        IntStream.range(0, lines.get(0).size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, line.size())
                    .mapToObj(
                        i -> ("%" + (i == 0 ? "-" : "") + widths[i] + "s").formatted(line.get(i)))
                    .collect(Collectors.joining("  ", "", "\n")))
        .collect(Collectors.joining());
  }

  private static String estimate(Plan plan) {
    long now = plan.classes().stream().mapToLong(ClassPlan::bytes).sum();
    return "bytes: %s now, about %s more; time: about %s on %d core%s%n"
        .formatted(
            bytes(now),
            bytes(plan.addedBytes()),
            seconds(plan.seconds()),
            plan.cores(),
            plan.cores() == 1 ? "" : "s");
  }

  private static String bytes(long bytes) {
    double number = (double) bytes;
    var units = List.of("B", "kB", "MB", "GB", "TB", "PB");
    int unit = 0;
    while (number >= KILO && unit < units.size() - 1) {
      number /= KILO;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", number, units.get(unit));
  }

  private static String seconds(double number) {
    return number < 120
        ? String.format(Locale.ROOT, "%.1f s", number)
        : String.format(Locale.ROOT, "%.0f min", number / 60);
  }
}
