package dev.variegate.job;

import dev.variegate.job.count.GateFunnel;
import dev.variegate.job.count.RowCounts;
import dev.variegate.job.report.ClassSummary;
import dev.variegate.job.report.RunSummary;
import dev.variegate.lineage.Software;
import dev.variegate.stage.balance.FeatureUse;
import dev.variegate.stage.balance.MethodEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a finished run of a job made, as its closing table and its report say it. */
final class RunOutcome {

  private RunOutcome() {}

  /** What a finished run made, with what it was made of. */
  static RunSummary summary(Job job, Job.Finished finished) {
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
      facts.put("other splits", RunSummary.number(others) + " images passed on as they were");
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
}
