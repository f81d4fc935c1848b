package dev.variegate.job.count;

import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.check.FittedGates.Fitted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the gates of one entry did.
 *
 * @param entry of the plan
 * @param drawn images, each attempt counted
 * @param refused draws by gate, in the gates' order
 * @param kept images
 * @param missing images, whose last attempt was refused too, by class
 * @param attempts that an image has
 */
public record GateFunnel(
    String entry,
    long drawn,
    Map<String, Long> refused,
    long kept,
    Map<String, Long> missing,
    int attempts) {

  private static final int NAMED = 5;

  /** Those of all entries that have gates. */
  public static List<GateFunnel> of(List<MethodEntry> entries, RowCounts rows, GateCounts gates) {
    return entries.stream()
        .filter(entry -> entry.gate().judges())
        .map(entry -> of(entry, rows, gates))
        .toList();
  }

  private static GateFunnel of(MethodEntry entry, RowCounts rows, GateCounts gates) {
    long kept = rows.sum(of -> of.method().equals(entry.name()) && !of.isRefused());
    var counted = gates.byGate(entry.name());
    var refused = new LinkedHashMap<String, Long>();
    entry.gate().require().stream()
        .map(Fitted::gate)
        .forEach(gate -> refused.put(gate, count(gate, counted)));
    return new GateFunnel(
        entry.name(),
        kept + sum(counted),
        refused,
        kept,
        gates.missing(entry.name()),
        entry.gate().attempts());
  }

  /** With those that a gate refused because it had no score. */
  private static long count(String gate, Map<String, Long> refused) {
    return refused.entrySet().stream()
        .filter(of -> of.getKey().equals(gate) || of.getKey().startsWith(gate + ":"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** Images that are missing, of all classes. */
  public long missingImages() {
    return sum(missing);
  }

  /** As lines for people, by what they are about. */
  public Map<String, String> lines() {
    var lines = new LinkedHashMap<String, String>();
    lines.put(
        "gate of " + entry,
        String.format(
            Locale.ROOT,
            "%,d drawn, %,d refused (%s), %,d kept",
            drawn,
            drawn - kept,
            refused.entrySet().stream().map(GateFunnel::number).collect(Collectors.joining(", ")),
            kept));
    if (!missing.isEmpty()) {
      lines.put("missing of " + entry, missingLine());
    }
    return lines;
  }

  private String missingLine() {
    var classes =
        missing.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(NAMED)
            .map(GateFunnel::number)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d images (%s%s), refused in %s",
        missingImages(),
        classes,
        missing.size() > NAMED ? " and %,d more classes".formatted(missing.size() - NAMED) : "",
        attempts == 1
            ? "their only attempt; loosen the gate, or raise gate.attempts of a method whose copies differ"
            : "all of %d attempts; raise gate.attempts or loosen the gate".formatted(attempts));
  }

  private static String number(Map.Entry<String, Long> of) {
    return String.format(Locale.ROOT, "%s %,d", of.getKey(), of.getValue());
  }
}
