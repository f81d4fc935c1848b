package dev.variegate.stage.balance;

import dev.variegate.stage.check.Gate;
import dev.variegate.stage.method.GateCost;
import dev.variegate.stage.method.GateOrder;
import dev.variegate.stage.method.MethodGate;
import dev.variegate.stage.param.Json;
import dev.variegate.text.Terminal;
import dev.variegate.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as text. */
final class PlanTable {

  private static final double KILO = 1000;

  private PlanTable() {}

  static String of(Plan plan) {
    var table =
        new TextTable(header(plan))
            .rows(plan.classes(), "classes", ClassPlan::added, of -> line(plan, of))
            .row(totals(plan));
    return table.toString().indent(-2)
        + estimate(plan)
        + gates(plan)
        + features(plan)
        + warnings(plan);
  }

  private static List<String> header(Plan plan) {
    var cells = new ArrayList<>(List.of("class", "rows now", "target", "added"));
    plan.methods().forEach(method -> cells.add(method.name()));
    if (unused(plan) > 0) {
      cells.add("not copied");
    }
    return cells;
  }

  /** Images of weight 0. */
  private static long unused(Plan plan) {
    return plan.classes().stream().mapToLong(PlanTable::unused).sum();
  }

  private static long unused(ClassPlan of) {
    return of.rows() - of.sources();
  }

  private static List<String> line(Plan plan, ClassPlan of) {
    var cells =
        new ArrayList<>(
            List.of(
                ClassPlan.title(of.label()), "" + of.rows(), "" + of.target(), "" + of.added()));
    of.quotas().forEach(quota -> cells.add("" + quota.made()));
    if (unused(plan) > 0) {
      cells.add("" + unused(of));
    }
    return cells;
  }

  private static List<String> totals(Plan plan) {
    long rows = plan.total() - plan.added();
    var cells = new ArrayList<>(List.of("all", "" + rows, "" + plan.total(), "" + plan.added()));
    for (int i = 0; i < plan.methods().size(); i++) {
      int method = i;
      cells.add("" + plan.classes().stream().mapToLong(of -> of.quotas().get(method).made()).sum());
    }
    if (unused(plan) > 0) {
      cells.add("" + unused(plan));
    }
    return cells;
  }

  /** What gates are likely to do, as they did to the few images that were made. */
  private static String gates(Plan plan) {
    var lines = new StringBuilder();
    for (int i = 0; i < plan.costs().size(); i++) {
      var entry = plan.methods().get(i);
      if (entry.gate().judges()) {
        var cost = plan.costs().get(i);
        var likely =
            cost.draws() > 0
                ? String.format(
                    Locale.ROOT,
                    "about %.1f draws an image of %d at most, about %.0f %% missing in the end; an estimate from a few images",
                    cost.draws(),
                    entry.gate().attempts(),
                    100 * cost.missing())
                : "no image could be made to say how many it refuses";
        lines.append("gate of %s: %s%n".formatted(Terminal.line(entry.name()), likely));
        lines.append(order(cost.gates(), entry.gate()));
      }
    }
    return lines.toString();
  }

  /**
   * What each gate does by itself, and the order in which they cost less; a gate that compares made
   * images with each other comes last in any order.
   */
  private static String order(List<GateCost> gates, MethodGate of) {
    var lines = new StringBuilder();
    for (var gate : gates) {
      lines.append(
          String.format(
              Locale.ROOT,
              "  %s: %.2f ms an image, refuses %.0f %%%n",
              Terminal.line(gate.gate()),
              KILO * gate.seconds(),
              100 * gate.refused()));
    }
    GateOrder.proposed(gates)
        .ifPresent(
            order ->
                lines.append(
                    String.format(
                        Locale.ROOT,
                        "  cheaper order, %.2f ms a draw instead of %.2f: [%s]%n",
                        KILO * GateOrder.seconds(order),
                        KILO * GateOrder.seconds(gates),
                        Stream.concat(
                                order.stream().map(GateCost::gate),
                                of.ofSamples().stream().map(Gate::text))
                            .map(Json::write)
                            .collect(Collectors.joining(", ")))));
    return lines.toString();
  }

  private static String features(Plan plan) {
    return plan.features().stream()
        .map(used -> "features of gates: " + Terminal.line(used.sentence()) + "\n")
        .collect(Collectors.joining());
  }

  private static String warnings(Plan plan) {
    return plan.warnings().stream()
        .map(warning -> "warning: " + Terminal.line(warning) + "\n")
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
