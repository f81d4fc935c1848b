package dev.variegate.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.io.ExistingOutput;
import dev.variegate.job.check.AuditedSources;
import dev.variegate.job.check.ShortcutScores;
import dev.variegate.job.report.ClassSummary;
import dev.variegate.job.report.RunSummary;
import dev.variegate.lineage.Software;
import dev.variegate.stage.balance.FeatureUse;
import dev.variegate.stage.balance.MethodEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a run of a job says other programs, in one JSON file; docs/job.md has its keys. */
final class Summary {

  static final String WRITTEN = "written";
  static final String COMPLETE_ALREADY = "complete-already";
  static final String EXPLAINED = "explained";
  private static final String STOPPED = "stopped";

  /** By exit code, where the run does not say it. */
  private static final List<String> OUTCOMES = List.of(WRITTEN, "failed", "refused", "incomplete");

  /** Bytes by which a summary is recognized. */
  private static final int BEGIN = 64;

  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode tree = JSON.createObjectNode();
  private Optional<String> file;
  private boolean placed;

  /**
   * A summary of which nothing is known yet.
   *
   * @param file where it is written, if anywhere, on any Hadoop file system
   */
  Summary(Optional<String> file, String jobFile) {
    this.file = file;
    tree.put("outcome", "").put("exit-code", 0).put("message", "").put("job-file", jobFile);
    tree.put("software", Software.name());
  }

  synchronized Optional<String> file() {
    return file;
  }

  /** Writes nothing, for the file would lie where it must not. */
  synchronized void forget() {
    file = Optional.empty();
  }

  /** The file may be replaced: nothing lies there that the job reads or writes. */
  synchronized void placed() {
    placed = true;
  }

  synchronized void message(String sentence) {
    tree.put("message", sentence);
  }

  synchronized void outcome(String word) {
    tree.put("outcome", word);
  }

  /** Whether the output is complete. */
  synchronized boolean isWritten() {
    return tree.path("outcome").asText().equals(WRITTEN);
  }

  /** The output, once the job file is read. */
  synchronized Optional<String> output() {
    return Optional.ofNullable(tree.get("output")).map(node -> node.asText());
  }

  /** What finishes a job that was stopped; resuming would find what is to be overwritten. */
  synchronized String remedy() {
    return tree.path("mode").asText().equals(ExistingOutput.OVERWRITE.word())
        ? "start it again"
        : "start it again with --set output.mode=resume";
  }

  synchronized void begun(JobSpec spec) {
    tree.put("name", spec.name());
    tree.put("input", spec.input().source().path());
    tree.put("output", spec.output().sink().path());
    tree.put("mode", spec.output().existing().word());
    tree.put("seed", spec.seed());
  }

  synchronized void planned(Job job) {
    var plan = job.balancer().plan();
    var reported = tree.putObject("plan");
    reported.put("images", plan.total() - plan.added()).put("target", plan.total());
    reported.put("added", plan.added()).put("added-bytes", plan.addedBytes());
    reported.put("seconds", plan.seconds()).put("cores", plan.cores());
    job.sources().audit().ifPresent(this::audited);
    plan.features().forEach(this::features);
    var entries = plan.methods().stream().map(MethodEntry::name).toList();
    var sums = tree.putObject("entries");
    for (var entry : entries) {
      sums.putObject(entry).put("planned", sum(job.plan(), entry));
    }
    var classes = tree.putArray("classes");
    for (var line : job.plan()) {
      var of = classes.addObject().put("class", line.label()).put("before", line.before());
      of.put("target", line.after());
      counts(of.putObject("planned"), line, entries);
    }
  }

  private void features(FeatureUse used) {
    var of = tree.withArrayProperty("features").addObject().put("extractor", used.extractor());
    of.put("computed", used.computed()).put("reused", used.reused());
    of.put("compared", used.compared());
  }

  private void audited(AuditedSources audited) {
    var found = tree.putObject("audit").put("images", audited.images());
    found.put("not-copied", audited.unweighted());
    var issues = found.putObject("issues");
    audited.issues().forEach(issues::put);
  }

  /** What was made; the classes are those of the plan, in its order. */
  synchronized void made(RunSummary outcome) {
    outcome(WRITTEN);
    for (var entry : outcome.methods()) {
      tree.withObjectProperty("entries").withObjectProperty(entry).put("made", outcome.made(entry));
    }
    for (var funnel : outcome.gates()) {
      var gate =
          tree.withObjectProperty("entries")
              .withObjectProperty(funnel.entry())
              .put("drawn", funnel.drawn())
              .put("missing", funnel.missingImages())
              .putObject("gates");
      funnel.refused().forEach(gate::put);
    }
    var classes = (ArrayNode) tree.path("classes");
    for (int i = 0; i < classes.size(); i++) {
      var line = outcome.classes().get(i);
      var of = (ObjectNode) classes.get(i);
      counts(of.putObject("made"), line, outcome.methods());
      of.put("refused", line.refused()).put("after", line.after());
    }
    var refused = tree.putObject("refused");
    outcome.refused().forEach(refused::put);
    tree.put("seconds", outcome.seconds());
    tree.put("images-per-second", outcome.imagesPerSecond());
  }

  /** How well properties of the images predict their classes. */
  synchronized void checked(ShortcutScores shortcuts) {
    for (var score : shortcuts.scores()) {
      var of = tree.withObjectProperty("shortcuts").putObject(score.property());
      score.real().ifPresent(real -> of.put("real", real));
      of.put("all", score.all());
    }
  }

  /** How long the whole job took, its start and its report included. */
  synchronized void took(double seconds) {
    tree.put("total-seconds", seconds);
  }

  private static void counts(ObjectNode into, ClassSummary line, List<String> entries) {
    entries.forEach(entry -> into.put(entry, line.made(entry)));
  }

  private static long sum(List<ClassSummary> lines, String entry) {
    return lines.stream().mapToLong(line -> line.made(entry)).sum();
  }

  /** Writes it for a run that has ended by itself. */
  synchronized void write(int code, Configuration hadoop) {
    boolean known = code == 0 && !tree.path("outcome").asText().isEmpty();
    if (!known) {
      outcome(OUTCOMES.get(code));
    }
    tree.put("exit-code", code);
    write(hadoop);
  }

  /** Writes it for a run that was stopped, whose exit code only the JVM knows. */
  synchronized void writeStopped(Configuration hadoop) {
    tree.remove("exit-code");
    outcome(STOPPED);
    write(hadoop);
  }

  private void write(Configuration hadoop) {
    if (tree.path("message").asText().isEmpty()) {
      tree.remove("message");
    }
    file.ifPresent(
        name -> {
          var path = new Path(name);
          try {
            var files = path.getFileSystem(hadoop);
            requireReplaceable(files, path);
            try (var out = files.create(path, true)) {
              out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Where the job file could not be read, what lies there may be what it names, or itself. */
  private void requireReplaceable(FileSystem files, Path path) throws IOException {
    if (placed || !files.exists(path)) {
      return;
    }
    try (var in = files.open(path)) {
      var begin = new String(in.readNBytes(BEGIN), StandardCharsets.UTF_8);
      if (!begin.replaceAll("\\s", "").startsWith("{\"outcome\":")) {
        throw new IOException(
            "%s is there and no summary, so that it is not replaced; choose another file"
                .formatted(path));
      }
    }
  }
}
