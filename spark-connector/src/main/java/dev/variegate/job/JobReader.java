package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.base.ConfigNode;
import dev.variegate.job.JobSpec.Aim;
import dev.variegate.job.JobSpec.Weight;
import dev.variegate.job.check.AuditSection;
import dev.variegate.job.check.ChecksSection;
import dev.variegate.job.report.ReportSection;
import dev.variegate.stage.balance.MethodShare;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.SourceWeight;
import java.util.List;
import java.util.Optional;

/** Reads a whole {@link JobSpec}; whatever it does not know is an error. */
final class JobReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "input",
          "audit",
          "plan",
          "methods",
          "output",
          "labels",
          "seed",
          "handle-invalid",
          "quarantine",
          "checks",
          "report",
          "feature-store");

  private static final List<String> PLAN_KEYS =
      List.of("target", "copies", "source-weight", "method-share");

  private static final String COLUMN = "column";

  private JobReader() {}

  /**
   * Opens every mapping before it reads one, so that unknown keys are reported before missing ones.
   */
  static JobSpec read(JobFile file) {
    var job = file.root().only(KEYS);
    var input = InputReader.section(job);
    var audit = job.at("audit").only(AuditSection.KEYS);
    var plan = job.at("plan").only(PLAN_KEYS);
    var methods = job.at("methods");
    if (!methods.keys().isEmpty()) {
      MethodsSection.read(methods);
    }
    var output = OutputReader.section(job);
    var labels = job.at("labels").only(LabelSpec.KEYS);
    var checks = job.at("checks").only(ChecksSection.KEYS);
    var report = job.at("report").only(ReportSection.KEYS);
    var handleInvalid =
        job.at("handle-invalid")
            .ifGiven(word -> word.word(InvalidRows.class))
            .orElse(InvalidRows.ERROR);
    var given = InputReader.input(input, handleInvalid);
    var follow = LabelSpec.read(labels).of(given.source());
    var spec =
        new JobSpec(
            job.at("name").ifGiven(ConfigNode::text).orElse("augment"),
            given,
            aim(plan),
            MethodsSection.read(methods),
            OutputReader.output(output, follow),
            follow,
            job.at("seed").ifGiven(seed -> seed.whole(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(0L),
            handleInvalid,
            job.at("quarantine").ifGiven(ConfigNode::text),
            report.ifGiven(ReportSection::read),
            audit.ifGiven(AuditSection::read),
            ChecksSection.read(checks),
            job.at("feature-store").ifGiven(ConfigNode::text));
    JobRules.require(spec);
    return spec;
  }

  private static Aim aim(ConfigNode plan) {
    if (plan.at("target").isGiven() && plan.at("copies").isGiven()) {
      throw plan.error("has both target and copies but must have one; remove the other");
    }
    return new Aim(
        plan.at("target").ifGiven(JobReader::target).orElse(Aim.MAX),
        count(plan.at("copies")).orElse(0),
        plan.at("source-weight").ifGiven(JobReader::sourceWeight).orElse(Weight.UNIFORM),
        plan.at("method-share")
            .ifGiven(share -> share.word(MethodShare.class))
            .orElse(MethodShare.ANY));
  }

  /** A number or word as its plain text, a mapping as JSON. */
  private static String target(ConfigNode given) {
    var tree = given.tree();
    given.require(!tree.isArray(), "a number, a word or a mapping");
    return tree.isObject() ? tree.toString() : tree.asText();
  }

  /** Reads a word, or a mapping such as {@code {column: weight}}. */
  private static Weight sourceWeight(ConfigNode given) {
    if (given.tree().isObject()) {
      var column = given.only(List.of(COLUMN)).at(COLUMN).text();
      return new Weight(Optional.of(column), SourceWeight.UNIFORM);
    }
    var rule = Choice.find(SourceWeight.class, given.tree().asText());
    given.require(
        rule.isPresent(), "uniform, uniqueness, hardness, or a mapping such as {column: weight}");
    return new Weight(Optional.empty(), rule.orElseThrow());
  }

  /** A number of at least 1, if it is given. */
  static Optional<Integer> count(ConfigNode number) {
    return number.ifGiven(given -> given.whole(1, Integer.MAX_VALUE));
  }
}
