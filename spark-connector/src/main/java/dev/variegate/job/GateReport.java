package dev.variegate.job;

import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.check.FittedGates.Fitted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the gates of a plan did, for people: a line for each entry that has some. */
final class GateReport {

  private GateReport() {}

  /** {@code gate of sample}: {@code 120 drawn, 20 refused (prediction = label 20), 100 kept}. */
  static Map<String, String> of(List<MethodEntry> entries, RowCounts rows, GateCounts gates) {
    var lines = new LinkedHashMap<String, String>();
    entries.stream()
        .filter(entry -> entry.gate().judges())
        .forEach(
            entry -> {
              lines.put("gate of " + entry.name(), funnel(entry, rows, gates));
              var missing = gates.missing(entry.name());
              if (!missing.isEmpty()) {
                lines.put("missing of " + entry.name(), missing(entry, missing));
              }
            });
    return lines;
  }

  private static String funnel(MethodEntry entry, RowCounts rows, GateCounts gates) {
    long kept = rows.sum(of -> of.method().equals(entry.name()) && !of.isRefused());
    var refused = gates.byGate(entry.name());
    long sum = refused.values().stream().mapToLong(n -> n).sum();
    var reasons =
        entry.gate().require().stream()
            .map(Fitted::gate)
            .map(gate -> "%s %,d".formatted(gate, count(gate, refused)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "%,d drawn, %,d refused (%s), %,d kept", kept + sum, sum, reasons, kept);
  }

  /** With those that a gate refused because it had no score. */
  private static long count(String gate, Map<String, Long> refused) {
    return refused.entrySet().stream()
        .filter(of -> of.getKey().equals(gate) || of.getKey().startsWith(gate + ":"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String missing(MethodEntry entry, Map<String, Long> missing) {
    long sum = missing.values().stream().mapToLong(n -> n).sum();
    var classes =
        missing.entrySet().stream()
            .map(of -> String.format(Locale.ROOT, "%s %,d", of.getKey(), of.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d images (%s), each refused %d times; raise gate.attempts or loosen the gate",
        sum,
        classes,
        entry.gate().attempts());
  }
}
