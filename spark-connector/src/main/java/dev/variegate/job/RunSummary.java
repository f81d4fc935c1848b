package dev.variegate.job;

import dev.variegate.job.count.GateFunnel;
import dev.variegate.job.count.RowCounts;
import dev.variegate.lineage.Software;
import dev.variegate.stage.balance.FeatureUse;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.text.TextTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run made, as the closing table and the report say it.
 *
 * @param title name of the job
 * @param classes in the order of the plan
 * @param methods that made rows, in the order of the job file
 * @param refused number of refused rows by reason
 * @param seconds that the writing job took
 * @param gates what gates did, of each entry that has some
 * @param facts further lines, name and value
 */
record RunSummary(
    String title,
    List<ClassSummary> classes,
    List<String> methods,
    Map<String, Long> refused,
    double seconds,
    List<GateFunnel> gates,
    Map<String, String> facts) {

  /** What a finished run made, with what it was made of. */
  static RunSummary of(Job job, Job.Finished finished) {
    var counts = finished.counts();
    var spec = job.spec();
    var gates = GateFunnel.of(job.balancer().plan().methods(), counts, finished.gates());
    return new RunSummary(
        spec.name(),
        written(job.plan(), counts.byClass()),
        job.balancer().plan().methods().stream().map(MethodEntry::name).toList(),
        counts.refused(),
        finished.seconds(),
        gates,
        facts(job, finished, gates));
  }

  private static List<ClassSummary> written(
      List<ClassSummary> plan, Map<String, RowCounts> classes) {
    return plan.stream()
        .map(line -> written(line, classes.getOrDefault(line.label(), new RowCounts())))
        .toList();
  }

  private static ClassSummary written(ClassSummary planned, RowCounts counts) {
    var made = new HashMap<String, Long>();
    for (var method : planned.made().keySet()) {
      made.put(method, counts.sum(kind -> kind.method().equals(method) && !kind.isRefused()));
    }
    return new ClassSummary(
        planned.label(), planned.before(), made, counts.sum(RowCounts.Kind::isRefused));
  }

  private static Map<String, String> facts(Job job, Job.Finished finished, List<GateFunnel> gates) {
    var spec = job.spec();
    var counts = finished.counts();
    var facts = new LinkedHashMap<String, String>();
    facts.put("input", spec.input().source().path());
    if (!job.skipped().isEmpty()) {
      facts.put("skipped", job.skipped().toString());
    }
    job.sources().audit().ifPresent(audit -> facts.put("audit", audit.sentence()));
    facts.put("output", spec.output().sink().path());
    facts.putAll(spec.methods().reported(job.balancer().plan().methods()));
    gates.forEach(funnel -> facts.putAll(funnel.lines()));
    job.balancer().plan().features().stream()
        .map(FeatureUse::sentence)
        .reduce((one, other) -> one + "; " + other)
        .ifPresent(said -> facts.put("features of gates", said));
    facts.put("seed", Long.toString(spec.seed()));
    long others = counts.sum(kind -> !kind.isExpanded());
    if (others > 0) {
      facts.put("other splits", number(others) + " images passed on as they were");
    }
    spec.quarantine()
        .filter(path -> !counts.refused().isEmpty())
        .ifPresent(path -> facts.put("quarantine", path));
    finished.shortcuts().sentence().ifPresent(said -> facts.put("shortcuts", said));
    facts.put("software", Software.name());
    job.sources().leakage().ifPresent(said -> facts.put("leakage", said));
    if (!counts.processors().isEmpty()) {
      facts.put(
          "warning",
          "networks ran on several kinds of processors (%s), where they may round otherwise, so that another run may give other bytes; use machines of one kind"
              .formatted(String.join("; ", counts.processors())));
    }
    return facts;
  }

  long before() {
    return classes.stream().mapToLong(ClassSummary::before).sum();
  }

  long after() {
    return classes.stream().mapToLong(ClassSummary::after).sum();
  }

  long made(String method) {
    return classes.stream().mapToLong(line -> line.made(method)).sum();
  }

  double imagesPerSecond() {
    return imagesPerSecond(seconds);
  }

  /** The rate at which all images were made in so many seconds. */
  double imagesPerSecond(double within) {
    return after() / Math.max(within, 1e-3);
  }

  /** {@code 932 images in, 3,000 out (1,034 classic, 1,034 sample) in 4.2 s: 714 images/s}. */
  String sentence() {
    var parts =
        methods.stream().map(m -> String.format(Locale.ROOT, "%,d %s", made(m), m)).toList();
    return String.format(
        Locale.ROOT,
        "%,d images in, %,d out%s in %.1f s: %,.0f images/s",
        before(),
        after(),
        parts.isEmpty() ? "" : " (" + String.join(", ", parts) + " new)",
        seconds,
        imagesPerSecond());
  }

  /** The closing table: a line for each class and one for all. */
  TextTable table() {
    var head =
        Stream.of(Stream.of("class", "before"), methods.stream(), Stream.of("refused", "after"));
    var table = new TextTable(head.flatMap(s -> s).toList());
    table.rows(classes, "classes", line -> line.after() - line.before(), this::cells);
    var all =
        Stream.of(
            Stream.of("all", number(before())),
            methods.stream().map(m -> number(made(m))),
            Stream.of(number(refused.values().stream().mapToLong(n -> n).sum()), number(after())));
    return table.row(all.flatMap(s -> s).toList());
  }

  private List<String> cells(ClassSummary line) {
    return Stream.of(
            Stream.of(line.label(), number(line.before())),
            methods.stream().map(m -> number(line.made(m))),
            Stream.of(number(line.refused()), number(line.after())))
        .flatMap(s -> s)
        .toList();
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
