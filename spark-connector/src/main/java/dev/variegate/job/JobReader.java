package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.job.JobSpec.Aim;
import dev.variegate.job.JobSpec.Report;
import dev.variegate.stage.param.InvalidRows;
import java.util.List;
import java.util.Optional;

/** Reads a whole {@link JobSpec}; whatever it does not know is an error. */
final class JobReader {

  private static final List<String> INVALID = Choice.words(InvalidRows.class);

  private static final List<String> KEYS =
      List.of(
          "name",
          "input",
          "plan",
          "methods",
          "output",
          "labels",
          "seed",
          "handle-invalid",
          "quarantine",
          "report");

  private static final List<String> PLAN_KEYS = List.of("target", "copies");
  private static final List<String> REPORT_KEYS = List.of("path", "classes", "sources", "copies");

  private JobReader() {}

  /**
   * Opens every mapping before it reads one, so that unknown keys are reported before missing ones.
   */
  static JobSpec read(JobFile file) {
    var job = file.section().only(KEYS);
    var input = InputReader.section(job);
    var plan = job.section("plan", PLAN_KEYS);
    var methods = job.section("methods");
    if (!methods.keys().isEmpty()) {
      methods.methods();
    }
    var output = OutputReader.section(job);
    var labels = job.section("labels", LabelSpec.KEYS);
    var report = job.section("report", REPORT_KEYS);
    var handleInvalid = InvalidRows.parse(job.wordOrFirst("handle-invalid", INVALID));
    var given = InputReader.input(input, handleInvalid);
    var follow = LabelSpec.read(labels).of(given.source());
    var spec =
        new JobSpec(
            job.text("name", "augment"),
            given,
            aim(plan),
            methods.methods(),
            OutputReader.output(output, follow),
            follow,
            job.whole("seed", Long.MIN_VALUE, 0),
            handleInvalid,
            job.has("quarantine") ? Optional.of(job.text("quarantine")) : Optional.empty(),
            job.has("report") ? Optional.of(report(report)) : Optional.empty());
    JobRules.require(spec);
    return spec;
  }

  private static Aim aim(Section plan) {
    if (plan.has("target") && plan.has("copies")) {
      throw new BadJobException(
          "%s has both target and copies but must have one; remove the other".formatted(plan));
    }
    return new Aim(
        plan.has("target") ? plan.scalarOrJson("target") : Aim.MAX, plan.count("copies", 1, 0));
  }

  private static Report report(Section report) {
    return new Report(
        report.text("path"),
        report.count("classes", 1, 12),
        report.count("sources", 1, 2),
        report.count("copies", 1, 7));
  }
}
